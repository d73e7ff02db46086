import Foundation
import TestSupport
import Testing

/// Figures that mean one thing, whichever command shows them.
struct FiguresTests {
  private func run(
    _ arguments: [String],
    in folder: ScratchFolder,
    code: Int32 = 0
  ) throws -> CommandResult {
    let result = try CommandLineTool.run(arguments, in: folder)
    try #require(result.exitCode == code, "\(result.errors)")
    return result
  }

  private func json(_ result: CommandResult) throws -> [String: Any] {
    try #require(
      try JSONSerialization.jsonObject(with: Data(result.outputBytes)) as? [String: Any]
    )
  }

  private func figure(_ value: Double) -> String { String(format: "%.3f", value) }

  @Test func `every command tells the same accuracy and the coverage with it`() throws {
    let folder = try ScratchFolder()
    let workspace = try Workspace.shared()
    try folder.write(CommentCorpus(count: 300).csv, to: "c.csv")
    let corpus = ["Comments", "c.csv", "--gold-field", "gold", "--workspace", "ws"]
    try workspace.succeed(["label"] + corpus + ["-o", "l.csv"], in: folder)
    let table = PlainCSV(try folder.text(of: "l.csv"))
    let pairs = zip(table["label"], table["gold"]).filter { !$0.0.isEmpty }
    let accuracy = Double(pairs.count { $0 == $1 }) / Double(pairs.count)
    let coverage = Double(pairs.count) / Double(table.rows.count)
    #expect(coverage < 0.95 && accuracy < 1, "the corpus tells the two meanings apart")

    let labeled = try workspace.succeed(["label"] + corpus + ["-o", "l.csv", "--json"], in: folder)
    let errors = try workspace.succeed(["errors"] + corpus + ["--json"], in: folder)
    let evaluate = ["evaluate", "l.csv", "--gold", "c.csv", "--gold-columns", "id,gold", "--json"]
    let evaluated = try json(run(evaluate, in: folder))
    for score in [try json(labeled)["score"], try json(errors)["score"], evaluated] {
      let score = try #require(score as? [String: Any])
      #expect(try #require(score["accuracy"] as? Double) == accuracy)
      #expect(try #require(score["coverage"] as? Double) == coverage)
    }
    func inWorkspace(_ arguments: String...) throws -> String {
      try workspace.succeed(arguments + ["--workspace", "ws"], in: folder).output
    }
    let list = try inWorkspace("runs")
    #expect(list.contains(figure(accuracy)))
    #expect(list.contains("\(pairs.count)/\(table.rows.count)"))
    let shown = try inWorkspace("runs", "show", "1")
    #expect(shown.contains("accuracy \(figure(accuracy)) ("))
    #expect(shown.contains("coverage \(figure(coverage))"))
    let own = "\(figure(accuracy)) (coverage \(figure(coverage)))"
    let difference = try inWorkspace("diff", "1", "2")
    #expect(difference.contains("accuracy \(own) → \(own), difference 0.000 ("))
    #expect(difference.contains("both label \(pairs.count): "))
  }

  @Test(arguments: ["csv", "jsonl"])
  func `a document without a label has no confidence, whatever writes it`(suffix: String) throws {
    let folder = try ScratchFolder()
    let workspace = try Workspace.shared()
    try folder.write(CommentCorpus(count: 120).csv, to: "c.csv")
    try workspace.succeed(
      ["label", "Comments", "c.csv", "-o", "l.\(suffix)", "--save-model", "m.json"],
      in: folder
    )
    try workspace.succeed(["apply", "Comments", "c.csv", "-o", "v.votes"], in: folder)
    try workspace.succeed(
      ["predict", "v.votes", "--model", "m.json", "-o", "p.\(suffix)"],
      in: folder
    )
    for name in ["l.\(suffix)", "p.\(suffix)"] {
      let records = try LabeledRecords(folder.bytes(of: name), suffix: suffix).records
      let unlabeled = records.filter { ($0["label"] ?? "").isEmpty }
      #expect(!unlabeled.isEmpty && unlabeled.count < records.count)
      for record in records {
        let hasLabel = !(record["label"] ?? "").isEmpty
        #expect((record["confidence"] ?? "").isEmpty == !hasLabel, "\(name) \(record)")
      }
    }
  }

  @Test func `the least confident are labels near a tie, then documents without a label`() throws {
    let folder = try ScratchFolder()
    try folder.write(CommentCorpus(count: 200).csv, to: "c.csv")
    let result = try Workspace.shared().succeed(
      [
        "show", "Comments", "c.csv", "--least-confident", "--count", "200", "--output-format",
        "jsonl",
      ],
      in: folder
    )
    let records = try LabeledRecords(result.outputBytes, suffix: "jsonl").records
    #expect(records.count == 200)
    let isLabeled = records.map { $0["label"] != nil }
    let first = try #require(isLabeled.firstIndex(of: false))
    #expect(first > 0 && !isLabeled[first...].contains(true))
    let confidences = records[..<first].compactMap { $0["confidence"].flatMap(Double.init) }
    #expect(confidences.count == first && confidences == confidences.sorted())
    #expect(records[first...].allSatisfy { $0["confidence"] == nil })
  }

  @Test func `a gold class that labels lack, and gold without a document, count`() throws {
    let folder = try ScratchFolder()
    try folder.write("id,label,p_no,p_yes\n1,no,.9,.1\n2,yes,.2,.8\n3,no,.7,.3\n", to: "l.csv")
    try folder.write("id,label\n1,no\n2,yes\n3,maybe\n4,yes\n", to: "g.csv")
    let result = try run(["evaluate", "l.csv", "--gold", "g.csv", "--json"], in: folder)
    let score = try json(result)
    #expect(score["accuracy"] as? Double == 2.0 / 3 && score["coverage"] as? Double == 0.75)
    let loss = try #require(score["log_loss"] as? Double)
    #expect(abs(loss + (log(0.9) + log(0.8) + log(1e-6)) / 3) < 1e-9)
    #expect(result.errors.contains("warning: 1 document has a gold label outside"))
    #expect(result.errors.contains("'maybe'"))
    #expect(result.errors.contains("warning: 1 gold label is of an id not in the labels: '4'"))
    try folder.write("id,label\n8,no\n9,yes\n", to: "other.csv")
    let other = try run(["evaluate", "l.csv", "--gold", "other.csv"], in: folder, code: 1)
    #expect(other.output.isEmpty)
    #expect(other.errors.hasPrefix("other.csv: error: none of the 2 gold labels is used"))
  }

  @Test func `a gold class that a classifier lacks is one that it gets wrong`() throws {
    let folder = try ScratchFolder()
    try folder.write(CommentCorpus(count: 200, seed: 5).csv, to: "c.csv")
    _ = try run(["train", "c.csv", "--label-field", "gold", "-o", "m.endmodel"], in: folder)
    try folder.write(
      "id,text,gold\n1,what a song,ham\n2,subscribe to my channel,spam\n3,what a song,other\n",
      to: "n.csv"
    )
    let result = try run(
      [
        "classify", "n.csv", "--model", "m.endmodel", "--gold-field", "gold", "-o", "o.csv",
        "--json",
      ],
      in: folder
    )
    #expect(try json(result)["accuracy"] as? Double == 2.0 / 3)
    #expect(result.errors.contains("'other'"))
    #expect(PlainCSV(try folder.text(of: "o.csv")).rows.count == 3)
  }

  @Test func `a tie has no majority, whatever the classes are called`() throws {
    let folder = try ScratchFolder()
    func analysis(_ names: [String]) throws -> [[String: Any]] {
      var table = "item,worker,label\n"
      for (item, votes) in [[0, 1], [1, 0], [0, 0], [1, 1], [0, 1]].enumerated() {
        for (worker, vote) in zip(["kim", "lee"], votes) {
          table += "i\(item),\(worker),\(names[vote])\n"
        }
      }
      try folder.write(table, to: "v.csv")
      let report = try json(run(["analyze", "v.csv", "--json"], in: folder))
      let agreement = try #require(report["agreement"] as? [String: Any])
      return try #require(agreement["voters"] as? [[String: Any]])
    }
    let plain = try analysis(["no", "yes"]).map { $0["majority_agreement"] as? Double }
    #expect(plain == [1, 1])
    #expect(try analysis(["zno", "yes"]).map { $0["majority_agreement"] as? Double } == plain)
  }

  @Test func `ratings agree by how near they are`() throws {
    let folder = try ScratchFolder()
    let pairs = [(1, 2), (3, 3), (2, 3), (4, 4), (5, 4), (1, 1), (2, 2), (5, 5)]
    func write(_ names: [String]) throws {
      var table = "item,worker,label\n"
      for (item, pair) in pairs.enumerated() {
        table += "i\(item),a,\(names[pair.0 - 1])\ni\(item),b,\(names[pair.1 - 1])\n"
      }
      try folder.write(table, to: "v.csv")
    }
    try write(["1", "2", "3", "4", "5"])
    let numbers = try run(["analyze", "v.csv"], in: folder).outputLines.last ?? ""
    #expect(numbers.hasPrefix("as ratings from 1 to 5: weighted kappa (quadratic) "))
    let names = ["poor", "fair", "good", "fine", "top"]
    try write(names)
    let plain = try run(["analyze", "v.csv"], in: folder)
    #expect(!plain.output.contains("as ratings"))
    let ordered =
      try run(
        ["analyze", "v.csv", "--ordinal", "--classes", names.joined(separator: ",")],
        in: folder
      ).outputLines.last ?? ""
    #expect(ordered == numbers.replacing("from 1 to 5", with: "from poor to top"))
    let unordered = try run(["analyze", "v.csv", "--ordinal"], in: folder, code: 1)
    #expect(unordered.errors.contains("help: name the classes from the lowest to the highest"))
  }

  @Test func `models that use the shares of the classes take them from an option`() throws {
    let folder = try ScratchFolder()
    try folder.write("id,a,b,c\n1,x,x,\n2,y,,x\n3,x,x,x\n4,,y,y\n5,,,\n", to: "v.csv")
    for model in ["naive-bayes", "mace", "triplet", "pooled"] {
      let fit = ["fit", "v.csv", "--model", model, "-o", "m.json", "--no-checks"]
      _ = try run(fit + ["--balance", "x=0.9,y=0.1"], in: folder)
      _ = try run(["predict", "v.csv", "--model", "m.json", "-o", "l.csv"], in: folder)
      let last = try #require(PlainCSV(try folder.text(of: "l.csv"))["p_x"].last)
      #expect(abs((Double(last) ?? 0) - 0.9) < 1e-6, "\(model)")
    }
    let refused = try run(
      ["fit", "v.csv", "--model", "glad", "--balance", "x=0.9,y=0.1", "-o", "m.json"],
      in: folder,
      code: 64
    )
    #expect(refused.errors.contains("--balance goes with --model "))
  }

  @Test func `suggested functions name the cases of the source`() throws {
    let folder = try ScratchFolder()
    var rows = ["id,text,gold"]
    for index in 0..<120 {
      let isFirst = index % 2 == 0
      rows.append(
        "\(index),\(isFirst ? "guitar solo rocks" : "hot singles near") \(index),"
          + (isFirst ? "no label" : "a-b")
      )
    }
    try folder.write(rows.joined(separator: "\n") + "\n", to: "c.csv")
    let result = try Workspace.shared().succeed(
      ["suggest", "OddNames", "c.csv", "--gold-field", "gold", "--clusters", "0"],
      in: folder
    )
    #expect(result.output.contains("vote: .noLabel)"))
    #expect(result.output.contains("vote: .aB)"))
  }
}
