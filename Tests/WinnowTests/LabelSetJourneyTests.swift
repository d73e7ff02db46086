import Foundation
import TestSupport
import Testing

/// The shipped task of several labels a document, from its votes through people to labels.
struct LabelSetJourneyTests {
  private static let task = "\(CommandLineTool.folder)/libRequestTopics.so"
  private static let corpus = PackageFolder.path("Datasets/requests/requests.csv")
  private static let classes = ["account", "billing", "delivery", "praise", "technical"]

  /// The lists that the corpus has gold labels for, by id.
  private func gold() throws -> [String: String] {
    let table = PlainCSV(try String(contentsOfFile: Self.corpus, encoding: .utf8))
    return Dictionary(
      zip(table["id"], table["topics"]).filter { !$1.isEmpty },
      uniquingKeysWith: { first, _ in first }
    )
  }

  /// The document that is asked about; `nil` while the screen is drawn.
  private func asked(_ screen: TerminalScreen) -> String? {
    guard !screen.isDrawing else { return nil }
    return screen.lines.first { $0.contains(" · by ") }?.split(separator: " ").first.map(
      String.init
    )
  }

  @Test func `people answer what helps most, and the label model learns from their lists`() throws {
    let folder = try ScratchFolder()
    let gold = try gold()
    func run(_ arguments: [String]) throws -> CommandResult {
      let result = try CommandLineTool.run(arguments, in: folder)
      try #require(result.exitCode == 0, "\(arguments): \(result.errors)")
      return result
    }
    let start = try run(
      ["session", "start", Self.corpus, "--task", Self.task, "--hide", "topics"]
        + ["-o", "r.session", "--batch", "5", "--no-ask"]
    )
    #expect(start.errors.contains("account, billing, delivery, praise, technical"))
    #expect(start.errors.contains("strategy margin"))

    let terminal = try PseudoTerminal(["session", "resume", "r.session"], in: folder)
    try terminal.wait(for: "[1] account  [2] billing  [3] delivery  [4] praise  [5] technical")
    #expect(terminal.screen.text.contains("model: "))
    #expect(!terminal.screen.text.contains("topics:"))
    terminal.type(",")
    try terminal.wait { !$0.isDrawing && !$0.lines[$0.rows - 1].isEmpty }
    // What the proposal chose is taken back; the answer is the gold label.
    var answers: [String: [String]] = [:]
    var last: String?
    while answers.count < 20 {
      try terminal.wait { asked($0) != nil && asked($0) != last }
      let id = try #require(asked(terminal.screen))
      last = id
      guard let list = gold[id] else {
        terminal.type("s")
        continue
      }
      let names = list == "[]" ? [] : list.split(separator: "+").map(String.init)
      for (index, name) in Self.classes.enumerated() {
        let isChosen = terminal.screen.text.contains("] ✓ \(name)")
        if isChosen != names.contains(name) { terminal.type("\(index + 1)") }
      }
      answers[id] = names
      terminal.type(names.isEmpty ? "x" : "\r")
    }
    try terminal.wait { asked($0) != last }
    terminal.type("q")
    #expect(try terminal.end() == 0)

    let status = try run(["session", "status", "r.session", "--json"])
    let report = try JSONSerialization.jsonObject(with: Data(status.outputBytes)) as? [String: Any]
    #expect(report?["answers"] as? Int == 20)
    #expect(report?["classes"] as? [String: Int] == counts(answers))
    #expect(report?["expected_corrections"] != nil)

    _ = try run(["label", Self.task, Self.corpus, "--gold", "r.session", "-o", "labels.csv"])
    let labels = PlainCSV(try folder.text(of: "labels.csv"))
    let found = Dictionary(
      zip(labels["id"], labels["labels"]).map { ($0, $1) },
      uniquingKeysWith: { first, _ in first }
    )
    for (id, names) in answers {
      #expect(found[id] == (names.isEmpty ? "[]" : names.joined(separator: "+")), "\(id)")
    }
  }

  @Test func `sessions of lists are simulated, and scored by micro-F1`() throws {
    let folder = try ScratchFolder()
    let arguments = [
      "simulate", Self.corpus, "--gold", "topics", "--task", Self.task, "--budget", "60",
      "--batch", "30", "--repeats", "2",
    ]
    let result = try CommandLineTool.run(
      arguments + ["--strategies", "margin,random", "--output", "out"],
      in: folder
    )
    try #require(result.exitCode == 0, "\(result.errors)")
    #expect(result.output.contains("micro-F1 on withheld documents, mean of 2 repeats"))
    #expect(result.output.contains("functions + margin"))
    let curves = PlainCSV(try folder.text(of: "out/curves.csv"))
    #expect(curves.header.suffix(3) == ["micro_f1", "micro_f1_lower", "micro_f1_upper"])
    let last = zip(curves["arm"], curves["micro_f1"]).filter { $0.0 == "functions + margin" }.last
    #expect(try Double(#require(last).1) ?? 0 > 0.75)
    let refused = try CommandLineTool.run(
      arguments + ["--strategies", "function:quotes_an_error"],
      in: folder
    )
    #expect(refused.exitCode != 0)
    #expect(refused.errors.contains("is for documents of one class"))
  }

  private func counts(_ answers: [String: [String]]) -> [String: Int] {
    Dictionary(
      uniqueKeysWithValues: Self.classes.map { name in
        (name, answers.values.count { $0.contains(name) })
      }
    )
  }
}
