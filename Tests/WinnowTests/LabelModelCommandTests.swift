import Foundation
import struct LabelingCore.SeededGenerator
import TestSupport
import Testing

/// `fit`, `predict`, `explain`, `model show`, `stats` and `analyze --ask` on votes made here.
struct LabelModelCommandTests {
  /// Votes of four functions that are right nine times in ten where they speak, and the truth.
  private static func votes(_ count: Int, seed: UInt64 = 7) -> (votes: String, gold: String) {
    var generator = SeededGenerator(seed: seed)
    var votes = "id,f,g,h,k\n"
    var gold = "id,label\n"
    for row in 0..<count {
      let truth = generator.next() % 3 == 0 ? "spam" : "ham"
      let cells = (0..<4).map { _ in
        if generator.next() % 3 == 0 { return "" }
        let isRight = generator.next() % 10 < 9
        return isRight ? truth : (truth == "ham" ? "spam" : "ham")
      }
      votes += "d\(row),\(cells.joined(separator: ","))\n"
      gold += "d\(row),\(truth)\n"
    }
    return (votes, gold)
  }

  private func folder(_ count: Int = 400) throws -> ScratchFolder {
    let folder = try ScratchFolder()
    let (votes, gold) = Self.votes(count)
    try folder.write(votes, to: "v.csv")
    try folder.write(gold, to: "g.csv")
    return folder
  }

  private func run(_ arguments: [String], in folder: ScratchFolder) throws -> CommandResult {
    let result = try CommandLineTool.run(arguments, in: folder)
    #expect(result.exitCode == 0, "\(result.errors)")
    return result
  }

  private func json(_ result: CommandResult) throws -> [String: Any] {
    try #require(
      try JSONSerialization.jsonObject(with: Data(result.outputBytes)) as? [String: Any]
    )
  }

  @Test func `every model fits, predicts and is told from the others by its file`() throws {
    let folder = try folder()
    let models = [
      "pooled", "majority-vote", "weighted-vote", "dawid-skene", "one-coin-dawid-skene", "glad",
      "mace", "triplet", "naive-bayes",
    ]
    for model in models {
      _ = try run(["fit", "v.csv", "--model", model, "-o", "m.json"], in: folder)
      #expect(try folder.text(of: "m.json").contains("\"model\" : \"\(model)\""))
      _ = try run(["predict", "v.csv", "--model", "m.json", "-o", "l.csv"], in: folder)
      let score = try json(run(["evaluate", "l.csv", "--gold", "g.csv", "--json"], in: folder))
      #expect(try #require(score["accuracy"] as? Double) > 0.85, "\(model)")
    }
  }

  @Test func `an explanation adds up to the probability that is predicted`() throws {
    let folder = try folder()
    _ = try run(["fit", "v.csv", "-o", "m.json"], in: folder)
    _ = try run(["predict", "v.csv", "--model", "m.json", "-o", "l.csv"], in: folder)
    let table = PlainCSV(try folder.text(of: "l.csv"))
    let id = try #require(table.header.firstIndex(of: "id"))
    let spam = try #require(table.header.firstIndex(of: "p_spam"))
    for row in table.rows.prefix(12) {
      let parts = try json(
        run(["explain", row[id], "v.csv", "--model", "m.json", "--json"], in: folder)
      )
      var scores = try #require(parts["prior"] as? [Double])
      for vote in try #require(parts["contributions"] as? [[String: Any]]) {
        let added = try #require(vote["scores"] as? [Double])
        scores = zip(scores, added).map { $0 + $1 }
      }
      let largest = try #require(scores.max())
      let weights = scores.map { exp($0 - largest) }
      let raw = weights.map { $0 / weights.reduce(0, +) }
      let blend = try #require(parts["blend"] as? Double)
      let shares = parts["vote_shares"] as? [Double] ?? raw
      let gate = try #require(parts["gate"] as? Double)
      let independent = parts["independent"] as? [Double] ?? raw
      let probability =
        (1 - blend - gate) * raw[1] + blend * shares[1] + gate * independent[1]
      #expect(abs(probability - (Double(row[spam]) ?? -1)) < 1e-9, "\(row[id])")
    }
    let text = try run(["explain", "d3", "v.csv", "--model", "m.json"], in: folder).output
    #expect(text.contains("prior") && text.contains("probability = "))
    #expect(text.contains(" · raw + ") && text.contains(" · vote share"))
  }

  @Test func `sampled patterns do not tell whether votes look independent`() throws {
    let folder = try folder()
    _ = try run(["stats", "v.csv", "-o", "s.json"], in: folder)
    let whole = try run(["fit", "--stats", "s.json", "-o", "w.json"], in: folder)
    #expect(!whole.errors.contains("not judged"))
    #expect(try folder.text(of: "w.json").contains(#""gate" : {"#))
    let sampled = try folder.text(of: "s.json")
      .replacingOccurrences(of: #""schema""#, with: #""sampled" : true, "schema""#)
    try folder.write(sampled, to: "s.json")
    let fit = try run(["fit", "--stats", "s.json", "-o", "m.json"], in: folder)
    #expect(fit.errors.contains("whether votes look independent is not judged"))
    #expect(try !folder.text(of: "m.json").contains(#""gate" : {"#))
  }

  @Test func `shards fit like the whole, in any order`() throws {
    let folder = try folder()
    let lines = try folder.text(of: "v.csv").split(separator: "\n")
    for (shard, range) in [1..<90, 90..<91, 91..<401].enumerated() {
      try folder.write((lines[..<1] + lines[range]).joined(separator: "\n") + "\n", to: "s.csv")
      _ = try run(
        ["stats", "s.csv", "--classes", "ham,spam", "-o", "\(shard).json"],
        in: folder
      )
    }
    var predictions: Set<String> = []
    for order in [[0, 1, 2], [2, 0, 1]] {
      let shards = order.flatMap { ["--stats", "\($0).json"] }
      _ = try run(["fit"] + shards + ["-o", "m.json"], in: folder)
      _ = try run(["predict", "v.csv", "--model", "m.json", "-o", "l.csv"], in: folder)
      predictions.insert(try folder.text(of: "l.csv"))
    }
    #expect(predictions.count == 1)
    _ = try run(["fit", "v.csv", "-o", "m.json"], in: folder)
    _ = try run(["predict", "v.csv", "--model", "m.json", "-o", "l.csv"], in: folder)
    let whole = PlainCSV(try folder.text(of: "l.csv"))
    let merged = PlainCSV(try #require(predictions.first))
    for (a, b) in zip(whole.rows, merged.rows) {
      #expect(abs((Double(a[3]) ?? 9) - (Double(b[3]) ?? -9)) < 1e-9)
    }
  }

  @Test func `gold labels anchor the fit and check it`() throws {
    let folder = try folder()
    let gold = try folder.text(of: "g.csv").split(separator: "\n").prefix(61)
    try folder.write(gold.joined(separator: "\n") + "\n", to: "part.csv")
    let fit = try run(["fit", "v.csv", "--gold", "part.csv", "-o", "m.json", "--json"], in: folder)
    let report = try json(fit)
    let check = try #require(report["check"] as? [String: Any])
    #expect(check["gold_documents"] as? Int == 60)
    #expect(check["majority"] != nil)
    _ = try run(
      ["predict", "v.csv", "--gold", "part.csv", "--model", "m.json", "-o", "l.csv"],
      in: folder
    )
    let score = try json(run(["evaluate", "l.csv", "--gold", "part.csv", "--json"], in: folder))
    #expect(score["accuracy"] as? Double == 1)
    let automatic = try run(
      ["fit", "v.csv", "--gold", "part.csv", "--model", "auto", "-o", "m.json"],
      in: folder
    )
    #expect(automatic.output.contains("picked"))
  }

  @Test func `a warm start and a refit give a model of the same voters`() throws {
    let folder = try folder()
    _ = try run(["fit", "v.csv", "-o", "m.json"], in: folder)
    _ = try run(["fit", "v.csv", "--from", "m.json", "-o", "n.json"], in: folder)
    let shown = try run(["model", "show", "n.json"], in: folder).outputLines
    let names = shown.compactMap { $0.split(separator: " ").first.map(String.init) }
    for name in ["f", "g", "h", "k"] { #expect(names.contains(name)) }
  }

  @Test func `documents to label are written as a gold table to be filled in`() throws {
    let folder = try folder()
    _ = try run(["analyze", "v.csv", "--ask", "20", "-o", "ask.csv"], in: folder)
    let table = PlainCSV(try folder.text(of: "ask.csv"))
    #expect(table.header == ["id", "label"])
    #expect(table.rows.count == 20 && Set(table.rows.map { $0[0] }).count == 20)
    #expect(table.rows.allSatisfy { $0[1].isEmpty })
  }

  @Test func `documents that two readings of the votes differ on are asked for`() throws {
    let folder = try ScratchFolder()
    var votes = "id,f,g,h\n" + (0..<20).map { "silent\($0),,,\n" }.joined()
    for index in 0..<60 { votes += "a\(index),ham,spam,\nb\(index),spam,ham,\n" }
    for index in 0..<5 { votes += "c\(index),ham,ham,ham\nd\(index),spam,spam,spam\n" }
    try folder.write(votes, to: "v.csv")
    _ = try run(["analyze", "v.csv", "--ask", "10", "-o", "ask.csv"], in: folder)
    let asked = PlainCSV(try folder.text(of: "ask.csv"))["id"]
    #expect(asked.count == 10 && asked.allSatisfy { $0.hasPrefix("a") || $0.hasPrefix("b") })
  }

  @Test func `people's answers show agreement and each worker's estimated accuracy`() throws {
    let folder = try ScratchFolder()
    var answers = "item,worker,label\n"
    var generator = SeededGenerator(seed: 3)
    for item in 0..<80 {
      for worker in ["ann", "bob", "cy"] {
        let isRight = generator.next() % 10 < (worker == "cy" ? 6 : 9)
        answers += "i\(item),\(worker),\((item % 2 == 0) == isRight ? "yes" : "no")\n"
      }
    }
    try folder.write(answers + "i0,ann,yes\ni0,ann,yes\n", to: "a.csv")
    let report = try json(run(["analyze", "a.csv", "--json"], in: folder))
    let agreement = try #require(report["agreement"] as? [String: Any])
    #expect(agreement["krippendorff_alpha"] is Double && agreement["fleiss_kappa"] is Double)
    let estimates = try #require(report["estimates"] as? [[String: Any]])
    let accuracy = estimates.compactMap { $0["accuracy"] as? Double }
    #expect(accuracy.count == 3 && accuracy[2] < accuracy[0] && accuracy[2] < accuracy[1])
    let text = try run(["analyze", "a.csv"], in: folder)
    #expect(text.output.contains("agreement: Krippendorff's alpha"))
    #expect(text.errors.contains("exact duplicate answers were dropped"))
  }

  @Test func `scores are drawn as pictures that stand alone`() throws {
    let folder = try folder()
    _ = try run(["fit", "v.csv", "-o", "m.json"], in: folder)
    _ = try run(["predict", "v.csv", "--model", "m.json", "-o", "l.csv"], in: folder)
    _ = try run(["evaluate", "l.csv", "--gold", "g.csv", "--plots", "p"], in: folder)
    for name in ["confusion", "reliability"] {
      let svg = try folder.text(of: "p/\(name).svg")
      #expect(svg.hasPrefix("<svg ") && svg.contains("<title>") && !svg.contains("href="))
    }
  }

  @Test func `who was told what silence means is not asked for it again`() throws {
    let folder = try ScratchFolder()
    try folder.write("id,a,b,c\n1,x,x,\n2,y,,x\n3,x,x,x\n4,,y,y\n", to: "v.csv")
    let question = "whether silence means anything"
    func errors(_ options: [String]) throws -> String {
      let result = try CommandLineTool.run(["fit", "v.csv", "-o", "m.json"] + options, in: folder)
      #expect(result.exitCode == 0)
      return result.errors
    }
    #expect(try errors([]).contains(question))
    for silence in ["functions", "annotators"] {
      for model in ["pooled", "dawid-skene"] {
        #expect(try !errors(["--silence", silence, "--model", model]).contains(question))
      }
    }
  }
}
