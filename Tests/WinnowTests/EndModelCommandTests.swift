import Foundation
import TestSupport
import Testing

/// `train` and `classify`, from labels to labels.
struct EndModelCommandTests {
  private let corpus = CommentCorpus(count: 600, seed: 21)

  /// A folder with comments, their labels by functions, and other comments.
  private func folder() throws -> ScratchFolder {
    let folder = try ScratchFolder()
    try folder.write(corpus.csv, to: "c.csv")
    try folder.write(corpus.jsonLines, to: "c.jsonl")
    try folder.write(CommentCorpus(count: 300, seed: 22).csv, to: "new.csv")
    return folder
  }

  private func run(_ arguments: [String], in folder: ScratchFolder) throws -> CommandResult {
    let result = try CommandLineTool.run(arguments, in: folder)
    try #require(result.exitCode == 0, "\(result.errors)")
    return result
  }

  private func accuracy(_ table: PlainCSV) -> Double {
    let pairs = zip(table["label"], table["gold"])
    return Double(pairs.count { $0 == $1 }) / Double(table.rows.count)
  }

  @Test func `labels of functions become a model that labels documents they never saw`() throws {
    let folder = try folder()
    try Workspace.shared().succeed(["label", "Comments", "c.csv", "-o", "l.csv"], in: folder)
    let trained = try run(
      ["train", "l.csv", "--gold-field", "gold", "-o", "m.endmodel"],
      in: folder
    )
    #expect(trained.output.contains("end model, held out"))
    #expect(trained.output.contains("labels learned from"))
    _ = try run(["classify", "new.csv", "--model", "m.endmodel", "-o", "o.csv"], in: folder)
    let table = PlainCSV(try folder.text(of: "o.csv"))
    let input = PlainCSV(try folder.text(of: "new.csv"))
    #expect(table.header == input.header + ["label", "confidence", "p_ham", "p_spam"])
    #expect(table.rows.map { Array($0.prefix(input.header.count)) } == input.rows)
    #expect(accuracy(table) > 0.75)
    for (ham, spam) in zip(table["p_ham"], table["p_spam"]) {
      #expect(abs((Double(ham) ?? 0) + (Double(spam) ?? 0) - 1) < 1e-9)
    }
  }

  @Test func `the same labels in other formats give the same model`() throws {
    let folder = try folder()
    let workspace = try Workspace.shared()
    for (input, format) in [("c.csv", "csv"), ("c.jsonl", "jsonl"), ("c.jsonl", "xml")] {
      let labels = "l.\(format)"
      try workspace.succeed(["label", "Comments", input, "-o", labels], in: folder)
      let record = format == "xml" ? ["--record", "document"] : []
      _ = try run(["train", labels, "-o", "m.\(format)"] + record, in: folder)
      _ = try run(["train", labels, "-o", "again.\(format)"] + record, in: folder)
      #expect(try folder.bytes(of: "m.\(format)") == folder.bytes(of: "again.\(format)"))
      #expect(try folder.bytes(of: "m.\(format)") == folder.bytes(of: "m.csv"), "\(format)")
    }
  }

  @Test func `gold labels alone train a model, which is judged on held-out folds`() throws {
    let folder = try folder()
    for model in ["logistic-regression", "naive-bayes"] {
      let result = try run(
        [
          "train", "c.csv", "--label-field", "gold", "--model", model, "--json", "-o", "m.endmodel",
        ],
        in: folder
      )
      let json = try #require(
        try JSONSerialization.jsonObject(with: Data(result.outputBytes)) as? [String: Any]
      )
      let held = try #require(json["held_out"] as? [String: Any])
      #expect(try #require(held["accuracy"] as? Double) > 0.65)
      #expect(json["classes"] as? [String] == ["ham", "spam"])
      #expect(json["gold"] as? Int == 600)
      #expect(json["labels"] == nil)
    }
  }

  @Test func `classified documents go to every format and keep their fields`() throws {
    let folder = try folder()
    _ = try run(["train", "c.csv", "--label-field", "gold", "-o", "m.endmodel"], in: folder)
    for output in ["o.csv", "o.jsonl", "o.xml", "o.csv.gz"] {
      _ = try run(
        ["classify", "c.jsonl", "--model", "m.endmodel", "--prefix", "em_", "-o", output],
        in: folder
      )
    }
    let lines = try folder.text(of: "o.jsonl").split(separator: "\n")
    #expect(lines.count == 600)
    let first = try #require(
      try JSONSerialization.jsonObject(with: Data(lines[0].utf8)) as? [String: Any]
    )
    #expect(first["gold"] as? String == corpus.comments[0].gold)
    let probabilities = try #require(first["em_probabilities"] as? [String: Double])
    #expect(probabilities.values.max() == first["em_confidence"] as? Double)
    #expect(PlainCSV(try folder.text(of: "o.csv"))["em_label"].count == 600)
    let standard = try CommandLineTool.shell(
      "\"$WINNOW\" classify - --format csv --model m.endmodel --output - < c.csv",
      in: folder
    )
    #expect(standard.exitCode == 0)
    #expect(PlainCSV(standard.output)["label"].count == 600)
  }

  @Test func `what is left out is said`() throws {
    let folder = try ScratchFolder()
    try folder.write(
      "id,text,label,p_ham,p_spam\na,x y,ham,0.9,0.1\nb,z z,spam,0.2,0.8\nc,no,,0.5,0.5\nd,bad,ham,1,1\n",
      to: "l.csv"
    )
    let refused = try CommandLineTool.run(["train", "l.csv", "-o", "m.endmodel"], in: folder)
    #expect(refused.exitCode == 1)
    #expect(refused.errorLines[0].hasPrefix("l.csv:5:"))
    let skipping = ["train", "l.csv", "--on-error", "skip", "-o", "m.endmodel"]
    let result = try run(skipping, in: folder)
    #expect(result.output.contains("2 documents"))
    #expect(result.errors.contains("1 document without a label was left out"))
    #expect(result.errors.contains("neither judged nor calibrated"))
    #expect(result.errors.contains("1 bad record was left out"))
    #expect(try CommandLineTool.run(skipping + ["--strict"], in: folder).exitCode == 2)
  }
}
