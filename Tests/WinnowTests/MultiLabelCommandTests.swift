import Foundation
import LabelingCore
import TestSupport
import Testing

/// Several classes a document, through the program.
struct MultiLabelCommandTests {
  private static let names = ["billing", "login", "C++"]

  /// 200 documents of three classes: keyword functions, one of two classes, one that denies.
  private static func files() -> (votes: String, gold: String) {
    var generator = SeededGenerator(seed: 31)
    var votes = ["id,pays,signs_in,code,both,denies"]
    var gold = ["id,label"]
    for row in 0..<200 {
      let truth = names.indices.filter { _ in Double.random(in: 0..<1, using: &generator) < 0.35 }
      func says(_ c: Int) -> Bool {
        Double.random(in: 0..<1, using: &generator) < (truth.contains(c) ? 0.75 : 0.06)
      }
      let written = ["billing", "login", #"C\+\+"#]
      let single = (0..<3).map { says($0) ? written[$0] : "" }
      let both = [0, 1].filter { says($0) }.map { written[$0] }.joined(separator: "+")
      let denied = truth.contains(0) || Bool.random(using: &generator) ? "" : "-billing"
      votes.append("d\(row),\(single.joined(separator: ",")),\(both),\(denied)")
      let label = truth.map { written[$0] }.joined(separator: "+")
      gold.append("d\(row),\(row % 2 == 0 ? label.isEmpty ? "[]" : label : "")")
    }
    return (votes.joined(separator: "\n") + "\n", gold.joined(separator: "\n") + "\n")
  }

  private func folder() throws -> ScratchFolder {
    let folder = try ScratchFolder()
    let (votes, gold) = Self.files()
    try folder.write(votes, to: "v.csv")
    try folder.write(gold, to: "gold.csv")
    return folder
  }

  @discardableResult
  private func run(_ line: String, in folder: ScratchFolder) throws -> CommandResult {
    let result = try CommandLineTool.run(line.split(separator: " ").map(String.init), in: folder)
    #expect(result.exitCode == 0, "\(line): \(result.errors)")
    return result
  }

  private func failure(
    _ line: String,
    in folder: ScratchFolder,
    exitCode: Int32 = 1
  ) throws
    -> String
  {
    let result = try CommandLineTool.run(line.split(separator: " ").map(String.init), in: folder)
    #expect(result.exitCode == exitCode, "\(line): \(result.output) \(result.errors)")
    return result.errors
  }

  @Test func `votes are fitted, shown, predicted and evaluated`() throws {
    let folder = try folder()
    let fit = try run("fit v.csv --labels several --gold gold.csv -o m.json", in: folder)
    try Golden.expect(fit.output, named: "several-fit")
    try Golden.expect(try run("model show m.json", in: folder).output, named: "several-model-show")
    try run("predict v.csv --model m.json -o l.csv", in: folder)
    let table = PlainCSV(try folder.text(of: "l.csv"))
    #expect(table.header == ["id", "labels", "p_C++", "p_billing", "p_login"])
    let bare = try run("predict v.csv --model m.json -o l.jsonl", in: folder)
    #expect(bare.errors.contains("without votes"))
    let lines = try folder.text(of: "l.jsonl").split(separator: "\n")
    #expect(lines.contains { $0.contains(#""labels":["C++","billing"]"#) })
    let evaluated = try run("evaluate l.csv --gold gold.csv", in: folder)
    try Golden.expect(evaluated.output, named: "several-evaluate")
    let csv = try run("evaluate l.csv --gold gold.csv --json", in: folder).output
    let jsonl = try run("evaluate l.jsonl --gold gold.csv --json", in: folder).output
    #expect(csv == jsonl)
    let explained = try run("explain d3 v.csv --model m.json", in: folder)
    try Golden.expect(explained.output, named: "several-explain")
  }

  @Test func `a document of none of the classes is written, one without votes is not`() throws {
    let folder = try ScratchFolder()
    try folder.write("id,f,g\na,x,x\nb,,\nc,-x+-y,-x\nd,x+y,y\ne,y,\n", to: "v.csv")
    try run("fit v.csv --labels several --model majority-vote -o m.json", in: folder)
    try run("predict v.csv --model m.json -o l.csv", in: folder)
    #expect(
      try folder.text(of: "l.csv")
        == "id,labels,p_x,p_y\na,x,1.0,0.0\nb,,0.0,0.0\nc,[],0.0,0.0\nd,x+y,1.0,1.0\ne,y,0.0,1.0\n"
    )
    try run("predict v.csv --model m.json -o l.jsonl --label-uncovered", in: folder)
    let lines = try folder.text(of: "l.jsonl").split(separator: "\n")
    #expect(lines[1] == #"{"id":"b","labels":[],"probabilities":{"x":0.0,"y":0.0}}"#)
    // What was written is read: as gold, where an empty label is unknown, and as labels.
    let perfect = try run("evaluate l.csv --gold l.csv --json", in: folder).output
    #expect(perfect.contains(#""row_count" : 4"#), "\(perfect)")
    #expect(perfect.contains(#""subset_accuracy" : 1"#), "\(perfect)")
  }

  @Test func `signs of names are written and read alike in every format`() throws {
    let folder = try folder()
    try run("fit v.csv --labels several -o m.json", in: folder)
    for format in ["csv", "tsv", "jsonl", "xml"] {
      try run("predict v.csv --model m.json -o l.\(format) --provenance", in: folder)
      let json = try run("evaluate l.\(format) --gold gold.csv --json", in: folder).output
      #expect(json.contains(#""name" : "C++""#), "\(format)")
      #expect(json.contains(#""row_count" : 100"#), "\(format): \(json)")
    }
    #expect(try folder.text(of: "l.csv").contains(#"C\+\+"#))
    // Votes that were written with labels are the votes.
    try run("fit l.csv --labels several -o again.json", in: folder)
    #expect(try folder.text(of: "again.json") == folder.text(of: "m.json"))
    try run("fit l.jsonl --labels several -o again.json", in: folder)
    #expect(try folder.text(of: "again.json").contains(#""documents" : 200"#))
  }

  @Test func `JSON Lines have lists of classes and objects that say yes or no`() throws {
    let folder = try ScratchFolder()
    try folder.write(
      """
      {"id":"a","votes":{"f":["x","y"],"g":{"x":true,"y":false}}}
      {"id":"b","votes":{"f":["x"],"g":"y+-x"}}
      {"id":"c","votes":{"f":[],"g":null}}

      """,
      to: "v.jsonl"
    )
    try folder.write("id,f,g\na,x+y,x+-y\nb,x,y+-x\nc,,\n", to: "v.csv")
    try run("fit v.jsonl --labels several -o j.json", in: folder)
    try run("fit v.csv --labels several -o c.json", in: folder)
    #expect(try folder.text(of: "j.json") == folder.text(of: "c.json"))
  }

  @Test func `a fit may start from an earlier model, also one that knows fewer functions`() throws {
    let folder = try folder()
    try run("fit v.csv --labels several -o m.json", in: folder)
    try run("fit v.csv --labels several --from m.json -o again.json", in: folder)
    func iterations(_ model: String) throws -> Int {
      let text = try folder.text(of: model)
      let object = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
      return try #require((object?["facts"] as? [String: Any])?["iterations"] as? Int)
    }
    // Where the earlier fit has converged, nothing is left to do.
    #expect(try iterations("again.json") <= 2 || iterations("m.json") == 20)
    try run("fit v.csv --labels several --exclude denies -o fewer.json", in: folder)
    try run("fit v.csv --labels several --from fewer.json -o more.json", in: folder)
    #expect(try folder.bytes(of: "more.json") != folder.bytes(of: "m.json"))
    // Statistics start like the votes that they are of.
    try run("stats v.csv --labels several -o s.json", in: folder)
    try run("fit --stats s.json --from fewer.json -o same.json", in: folder)
    #expect(try folder.bytes(of: "same.json") == folder.bytes(of: "more.json"))
    try run("fit v.csv --labels several --model majority-vote --from m.json -o n.json", in: folder)
    try run("fit v.csv --labels several --classes billing,login,C++,spam -o k.json", in: folder)
    let other = try failure("fit v.csv --labels several --from k.json -o n.json", in: folder)
    #expect(other.contains("the model does not know") || other.contains("the votes lack"))
  }

  @Test func `thresholds are chosen by gold, kept in the model and used`() throws {
    let folder = try folder()
    let line = "fit v.csv --labels several --gold gold.csv --threshold-by precision=0.95 -o m.json"
    #expect(try run(line, in: folder).output.contains("threshold by precision=0.95"))
    #expect(try run("model show m.json", in: folder).output.contains("threshold by precision"))
    try run("fit v.csv --labels several --gold gold.csv -o half.json", in: folder)
    func labels(_ model: String) throws -> Int {
      try run("predict v.csv --model \(model) -o l.csv", in: folder)
      let table = PlainCSV(try folder.text(of: "l.csv"))
      return table.rows.filter { $0[1].contains("login") }.count
    }
    #expect(try labels("m.json") < labels("half.json"))
    let none = try failure("fit v.csv --labels several --threshold-by f1 -o n.json", in: folder)
    #expect(none.contains("thresholds are chosen by gold labels, and there are none"))
    let one = try failure("fit v.csv --threshold-by f1 -o n.json", in: folder, exitCode: 64)
    #expect(one.contains("it goes with '--labels several'"))
    let rule = try failure(
      "fit v.csv --labels several --gold gold.csv --threshold-by recall -o n.json",
      in: folder,
      exitCode: 64
    )
    #expect(rule.contains("write --threshold-by f1"), "\(rule)")
  }

  @Test func `shards fit like the whole, and analysis is by class`() throws {
    let folder = try folder()
    let lines = Self.files().votes.split(separator: "\n")
    for (shard, range) in [1..<90, 90..<201].enumerated() {
      try folder.write((lines[..<1] + lines[range]).joined(separator: "\n") + "\n", to: "s.csv")
      try run(
        "stats s.csv --labels several --classes C++,billing,login -o \(shard).json",
        in: folder
      )
    }
    try run("fit --stats 1.json --stats 0.json -o s.json", in: folder)
    try run("fit v.csv --labels several -o w.json", in: folder)
    #expect(try folder.text(of: "s.json") == folder.text(of: "w.json"))
    let analyzed = try run("analyze v.csv --labels several --gold gold.csv", in: folder)
    try Golden.expect(analyzed.output, named: "several-analyze")
  }

  @Test func `answers of people are whole sets, and agreement is by MASI distance`() throws {
    let folder = try ScratchFolder()
    var rows = ["item,worker,label"]
    for document in 0..<30 {
      for (worker, name) in ["ann", "ben", "cid"].enumerated() {
        let answer = ["x", "x+y", "z", "[]"][(document + (document % 7 == worker ? 1 : 0)) % 4]
        rows.append("d\(document),\(name),\(answer)")
      }
    }
    try folder.write(rows.joined(separator: "\n") + "\n", to: "a.csv")
    let analyzed = try run("analyze a.csv --labels several", in: folder).output
    #expect(analyzed.contains("Krippendorff's alpha by MASI distance 0."), "\(analyzed)")
    try run("fit a.csv --labels several -o m.json", in: folder)
    #expect(
      try run("model show m.json", in: folder).output.contains("silence read as from annotators")
    )
    try run("predict a.csv --model m.json -o l.csv", in: folder)
    let labels = PlainCSV(try folder.text(of: "l.csv")).rows.map { $0[1] }
    #expect(labels == (0..<30).map { ["x", "x+y", "z", "[]"][$0 % 4] })
  }

  @Test func `what a beginner gets wrong is told with a way out`() throws {
    let folder = try folder()
    try folder.write("id,f,g\na,x+y,x\nb,y,x\n", to: "plus.csv")
    let plus = try failure("fit plus.csv -o m.json", in: folder)
    #expect(plus.contains("pass '--labels several'"), "\(plus)")
    try folder.write("id,f,g\na,x|y,x\nb,y,x\n", to: "bar.csv")
    let bar = try failure("fit bar.csv --labels several -o m.json", in: folder)
    #expect(bar.contains("bar.csv:2:3: error: 'x|y' is written as a vote for one"), "\(bar)")
    let other = try failure("fit v.csv --labels several --model glad -o m.json", in: folder)
    #expect(
      other.contains("model 'glad' is for one class a document")
        && other.contains("'pooled', 'majority-vote'"),
      "\(other)"
    )
    let balance = try failure(
      "fit v.csv --labels several --balance login=0.5 -o m.json",
      in: folder,
      exitCode: 64
    )
    #expect(balance.contains("'--balance' is for one class a document"), "\(balance)")
    try run("fit v.csv --labels several -o several.json", in: folder)
    try folder.write("id,f,g\na,x,x\nb,y,x\nc,y,y\n", to: "one.csv")
    try run("fit one.csv -o one.json", in: folder)
    let asOne = try failure(
      "predict v.csv --model several.json --labels one -o l.csv",
      in: folder
    )
    #expect(asOne.contains("the model is for several classes a document"), "\(asOne)")
    let asSeveral = try failure(
      "predict one.csv --model one.json --labels several -o l.csv",
      in: folder
    )
    #expect(asSeveral.contains("the model is for one class a document"), "\(asSeveral)")
  }
}
