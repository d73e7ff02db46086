import LabelingCore
import TestSupport
import Testing

/// What a session of several classes exports goes into the other commands.
struct SeveralClassesFileTests {
  private let folder: ScratchFolder

  /// A session in which two people have answered, of whom one errs now and then, and votes on its
  /// documents.
  init() throws {
    folder = try ScratchFolder()
    let names = ["billing", "login", #"C\+\+"#]
    var generator = SeededGenerator(seed: 7)
    var corpus = ""
    var votes = "id,pays,signs_in,code\n"
    var answers = "item,worker,labels,time\n"
    for row in 0..<120 {
      let truth = names.indices.filter { _ in Double.random(in: 0..<1, using: &generator) < 0.4 }
      corpus += "{\"id\":\"d\(row)\",\"text\":\"text \(row)\"}\n"
      let said = names.indices.map { index in
        let chance = truth.contains(index) ? 0.8 : 0.05
        return Double.random(in: 0..<1, using: &generator) < chance ? names[index] : ""
      }
      votes += "d\(row),\(said.joined(separator: ","))\n"
      guard row < 60 else { continue }
      let label = truth.isEmpty ? "[]" : truth.map { names[$0] }.joined(separator: "+")
      answers += "d\(row),ann,\(label),2025-05-01T10:00:00Z\n"
      answers += "d\(row),ben,\(row % 10 == 0 ? "[]" : label),2025-05-01T10:01:00Z\n"
    }
    try folder.write(corpus, to: "c.jsonl")
    try folder.write(votes, to: "v.csv")
    try folder.write(answers, to: "answers.csv")
    try run(
      "session start c.jsonl --classes billing,login,C++ --labels several --overlap 2 --no-ask "
        + "-o s.session"
    )
    try run("session import s.session answers.csv")
  }

  @discardableResult
  private func run(_ line: String) throws -> CommandResult {
    let result = try CommandLineTool.run(line.split(separator: " ").map(String.init), in: folder)
    try #require(result.exitCode == 0, "\(line): \(result.errors)")
    return result
  }

  @Test func `exported labels are gold for fitting and evaluating, in every format`() throws {
    var seen: Set<String> = []
    for suffix in ["csv", "tsv", "jsonl", "xml"] {
      try run("session export s.session -o gold.\(suffix)")
      let fit = try run("fit v.csv --labels several --gold gold.\(suffix) -o m.json --json")
      try run("predict v.csv --model m.json -o l.csv")
      let scores = try run("evaluate l.csv --gold gold.\(suffix) --json")
      seen.insert(fit.output + scores.output)
    }
    try run("fit v.csv --labels several --gold s.session -o m.json")
    try run("predict v.csv --model m.json -o l.csv")
    let own = try run("evaluate l.csv --gold s.session --json")
    #expect(seen.count == 1)
    #expect(seen.first?.hasSuffix(own.output) == true)
  }

  @Test func `exported answers are fitted as what people say`() throws {
    try run("session export s.session --answers -o all.csv")
    #expect(try folder.text(of: "all.csv").hasPrefix("item,worker,labels,time,seconds,"))
    try run("fit all.csv --labels several -o m.json")
    try run("predict all.csv --model m.json -o l.csv")
    let table = PlainCSV(try folder.text(of: "l.csv"))
    #expect(Set(table["id"]).count == 60)
    let scores = try run("evaluate l.csv --gold s.session")
    #expect(scores.output.contains("subset accuracy"), "\(scores.output)")
  }

  @Test func `all documents come out with their classes, those of the answers for certain`() throws
  {
    try run("session export s.session --labels -o all.csv")
    let table = PlainCSV(try folder.text(of: "all.csv"))
    #expect(table.header == ["id", "text", "labels", "p_billing", "p_login", "p_C++"])
    #expect(table["id"].count == 120)
    let gold = PlainCSV(try run("session export s.session -o -").output)
    let labels = Dictionary(uniqueKeysWithValues: zip(table["id"], table["labels"]))
    for (id, label) in zip(gold["id"], gold["labels"]) { #expect(labels[id] == label, "\(id)") }
    try run("evaluate all.csv --gold s.session")
  }

  @Test func `tools take a session out and bring it back through the program`() throws {
    for (tool, suffix) in [("prodigy", "jsonl"), ("doccano", "jsonl"), ("label-studio", "json")] {
      let file = "\(tool).\(suffix)"
      try run("session export s.session --format \(tool) -o \(file)")
      let back = try run("session import s.session \(file)")
      #expect(back.errors.contains(": 0 answers added, 120 known already"), "\(back.errors)")
      try run("session import \(tool).session \(file) --labels several --classes billing,login,C++")
      try run("session export \(tool).session -o \(tool).csv")
      try run("session export s.session -o gold.csv")
      #expect(try folder.text(of: "\(tool).csv") == folder.text(of: "gold.csv"))
    }
    let wrong = try CommandLineTool.run(
      ["session", "import", "s.session", "doccano.jsonl", "--labels", "several"],
      in: folder
    )
    #expect(wrong.exitCode == 64)
    #expect(wrong.errors.contains("'--labels' has no effect here"))
  }
}
