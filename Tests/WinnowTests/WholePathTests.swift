import Foundation
import TestSupport
import Testing

struct WholePathTests {
  @Test func `a new task lists its functions and labels`() throws {
    let folder = try ScratchFolder()
    let workspace = try Workspace.shared()
    let built = try workspace.succeed(["build", "Fresh"], in: folder)
    #expect(built.outputLines.count == 1)
    #expect(built.outputLines[0].hasSuffix(".so"))
    #expect(built.errors.contains("2 functions, 3 examples hold"))

    let functions = try workspace.succeed(["functions", "Fresh"], in: folder).outputLines
    #expect(functions.count == 3)
    #expect(functions[1].contains("mentions_urgency") && functions[1].contains("keywords"))
    #expect(functions[1].contains("LabelingFunctions/Fresh/Fresh.swift:"))

    try folder.write("text\nthis is URGENT so hurry up now\nthank you\n", to: "c.csv")
    try workspace.succeed(["label", "Fresh", "c.csv", "-o", "labels.csv"], in: folder)
    #expect(PlainCSV(try folder.text(of: "labels.csv"))["label"] == ["urgent", "not urgent"])
  }

  @Test func `labeling equals applying, fitting and predicting cell for cell`() throws {
    let folder = try ScratchFolder()
    let workspace = try Workspace.shared()
    try folder.write(CommentCorpus(count: 500).csv, to: "c.csv")
    try workspace.succeed(
      ["label", "Comments", "c.csv", "-o", "all.csv", "--provenance", "--save-model", "m.json"],
      in: folder
    )
    let whole = PlainCSV(try folder.text(of: "all.csv"))
    for votes in ["v.csv", "v.votes", "v.csv.gz"] {
      try workspace.succeed(["apply", "Comments", "c.csv", "-o", votes], in: folder)
      // A table does not say that functions voted.
      let silence = votes.hasSuffix(".votes") ? [] : ["--silence", "functions"]
      try workspace.succeed(["fit", votes, "-o", "m2.json"] + silence, in: folder)
      #expect(try folder.bytes(of: "m.json") == folder.bytes(of: "m2.json"), "\(votes)")
      try workspace.succeed(
        ["predict", votes, "--model", "m2.json", "-o", "labels.csv", "--provenance"],
        in: folder
      )
      let steps = PlainCSV(try folder.text(of: "labels.csv"))
      #expect(steps.header == ["id"] + whole.header.dropFirst(3))
      for column in steps.header { #expect(steps[column] == whole[column], "\(votes) \(column)") }
    }
  }

  @Test(arguments: ["csv", "jsonl", "xml"], ["csv", "jsonl", "xml"])
  func `every format goes in and comes out with all fields and the same labels`(
    input: String,
    output: String
  ) throws {
    let folder = try ScratchFolder()
    let workspace = try Workspace.shared()
    let corpus = CommentCorpus(count: 120)
    try folder.write(corpus.csv, to: "reference.csv")
    try workspace.succeed(
      ["label", "Comments", "reference.csv", "-o", "reference-labels.csv", "--provenance"],
      in: folder
    )
    let reference = try LabeledRecords(folder.bytes(of: "reference-labels.csv"), suffix: "csv")

    try folder.write(corpus.text(as: input), to: "corpus.\(input)")
    try workspace.succeed(
      ["label", "Comments", "corpus.\(input)", "-o", "out.\(output)", "--provenance"]
        + (input == "xml" ? ["--record", "comment"] : []),
      in: folder
    )
    let labeled = try LabeledRecords(folder.bytes(of: "out.\(output)"), suffix: output)
    #expect(labeled.records.count == 120)
    for (index, comment) in corpus.comments.enumerated() {
      var record = labeled.records[index]
      #expect(record["id"] == comment.id)
      #expect(record["text"] == comment.text)
      #expect(record["gold"] == comment.gold)
      // Foundation prints numbers its own way: compare them as numbers.
      for (name, value) in reference.records[index] {
        let found = record.removeValue(forKey: name)
        let isSame = found == value || (found != nil && Double(found ?? "") == Double(value))
        #expect(isSame, "\(name) of \(comment.id): \(found ?? "none") instead of \(value)")
      }
      #expect(record.isEmpty, "\(record) is not in the reference")
    }
  }

  @Test func `a prefix goes before all added fields`() throws {
    let folder = try ScratchFolder()
    try folder.write("id,text,label\na,subscribe,x\n", to: "c.csv")
    let arguments = ["label", "Comments", "c.csv", "-o", "-", "--quiet", "--prefix", "w_"]
    let result = try Workspace.shared().succeed(arguments, in: folder)
    #expect(
      PlainCSV(result.output).header
        == ["id", "text", "label", "w_label", "w_confidence", "w_p_ham", "w_p_spam"]
    )
  }

  @Test func `standard input and output stand in for files`() throws {
    let folder = try ScratchFolder()
    let workspace = try Workspace.shared()
    try folder.write(CommentCorpus(count: 50).csv, to: "c.csv")
    try workspace.succeed(["label", "Comments", "c.csv", "-o", "l.csv"], in: folder)
    let piped = try CommandLineTool.shell(
      "cat c.csv | $WINNOW label Comments - --format csv -o - | cat",
      in: folder,
      environment: workspace.environment
    )
    #expect(piped.outputBytes == (try folder.bytes(of: "l.csv")))
    #expect(piped.errors.contains("labels: ham"))
    let steps = try CommandLineTool.shell(
      """
      $WINNOW apply Comments - --format csv -o - < c.csv | tee v.csv | $WINNOW fit - -o m.json &&
        $WINNOW predict - --model m.json -o - < v.csv
      """,
      in: folder,
      environment: workspace.environment
    )
    #expect(PlainCSV(steps.output)["p_spam"] == PlainCSV(piped.output)["p_spam"])
  }

  @Test func `gzip goes in and out by the suffix`() throws {
    let folder = try ScratchFolder()
    let workspace = try Workspace.shared()
    try folder.write(CommentCorpus(count: 50).csv, to: "c.csv")
    try workspace.succeed(["label", "Comments", "c.csv", "-o", "l.csv"], in: folder)
    let result = try CommandLineTool.shell(
      "gzip -k c.csv && $WINNOW label Comments c.csv.gz -o z.csv.gz && gzip -dc z.csv.gz",
      in: folder,
      environment: workspace.environment
    )
    let plain = try folder.text(of: "l.csv")
    #expect(result.output.hasSuffix(plain))
  }

  @Test func `the analysis agrees with counting by hand, as text and as JSON`() throws {
    let folder = try ScratchFolder()
    let votes = "id,f,g,h\na,x,y,\nb,x,,\nc,x,x,\nd,,,\n"
    try folder.write(votes, to: "v.csv")
    try folder.write("id,label\na,x\nb,y\n", to: "g.csv")
    let arguments = ["analyze", "v.csv", "--gold", "g.csv"]
    let lines = try CommandLineTool.run(arguments, in: folder).outputLines
    let table = lines.map { $0.split(separator: " ").joined(separator: " ") }
    #expect(table[1] == "f x 3 0.750 0.500 0.250 1 1 0.500 0.095–0.905")
    #expect(table[2] == "g x, y 2 0.500 0.500 0.250 0 1 0.000 0.000–0.793")
    #expect(table[3] == "h 0 0.000 0.000 0.000 0 0 – no evidence")
    #expect(lines.last == "documents 4: covered 75.0 %, overlapping 50.0 %, in conflict 25.0 %")

    let json = try CommandLineTool.run(arguments + ["--json"], in: folder).outputBytes
    let report = try JSONSerialization.jsonObject(with: Data(json)) as? [String: Any]
    let summary = report?["summary"] as? [String: Any]
    #expect(summary?["row_count"] as? Int == 4)
    #expect(summary?["coverage"] as? Double == 0.75)
    #expect((summary?["voters"] as? [[String: Any]])?[1]["conflicts"] as? Double == 0.25)
  }

  @Test func `labels are scored against gold labels`() throws {
    let folder = try ScratchFolder()
    try folder.write("id,label\na,x\nb,y\nc,\nd,x\n", to: "l.csv")
    try folder.write("id,label\na,x\nb,x\nc,y\nd,x\n", to: "g.csv")
    let arguments = ["evaluate", "l.csv", "--gold", "g.csv", "--json"]
    let json = try CommandLineTool.run(arguments, in: folder).outputBytes
    let scores = try JSONSerialization.jsonObject(with: Data(json)) as? [String: Any]
    #expect(scores?["accuracy"] as? Double == 2.0 / 3)
    #expect(scores?["coverage"] as? Double == 0.75)
  }
}
