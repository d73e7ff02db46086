import Foundation
import TestSupport
import Testing

/// `winnow errors` and scores that are corrected for sampling.
struct ErrorsTests {
  private struct Analysis: Decodable {
    struct Score: Decodable {
      var row_count: Int
      var accuracy: Double
    }
    struct Function: Decodable {
      var name: String
      var correct_count: Int
      var incorrect_count: Int
      var log_loss_gain: Double?
    }
    struct Bucket: Decodable {
      var gold: String
      var label: String?
      var count: Int
    }
    struct Estimate: Decodable {
      var value: Double
      var lower: Double
      var upper: Double
    }
    struct Corrected: Decodable {
      var accuracy: Estimate
      var effective_count: Double
    }
    var score: Score
    var functions: [Function]
    var buckets: [Bucket]
    var corrected: Corrected?
  }

  private func analysis(_ corpus: String, _ options: [String] = []) throws -> Analysis {
    let folder = try ScratchFolder()
    try folder.write(corpus, to: "c.csv")
    let result = try Workspace.shared().succeed(
      ["errors", "Comments", "c.csv", "--gold-field", "gold", "--json"] + options,
      in: folder
    )
    return try JSONDecoder().decode(Analysis.self, from: Data(result.outputBytes))
  }

  @Test func `buckets hold every wrong and missing label once`() throws {
    let analysis = try analysis(CommentCorpus(count: 400).csv, ["--no-refit"])
    #expect(analysis.score.row_count == 400)
    let wrong = analysis.buckets.filter { $0.label != nil }.reduce(0) { $0 + $1.count }
    let missing = analysis.buckets.filter { $0.label == nil }.reduce(0) { $0 + $1.count }
    let right = analysis.score.accuracy * Double(400 - missing)
    #expect(abs(right - Double(400 - missing - wrong)) < 1e-6)
    #expect(analysis.functions.allSatisfy { $0.log_loss_gain == nil })
  }

  @Test func `the function that is wrong every time is the one that harms`() throws {
    // 'views' votes ham and stands in spam only.
    var rows = ["id,text,gold"]
    for index in 0..<300 {
      let isSpam = index % 2 == 0
      let words = isSpam ? "money is free please go on" : "love this song a lot"
      let wrong = index % 4 == 0 ? " 2 billion views" : ""
      rows.append("d\(index),\(words)\(wrong) and more words,\(isSpam ? "spam" : "ham")")
    }
    let analysis = try analysis(rows.joined(separator: "\n") + "\n")
    let gains = analysis.functions.compactMap { function in
      function.log_loss_gain.map { (function.name, $0) }
    }
    #expect(gains.min { $0.1 < $1.1 }?.0 == "views")
    let views = try #require(analysis.functions.first { $0.name == "views" })
    #expect(views.correct_count == 0 && views.incorrect_count == 75)
    #expect((views.log_loss_gain ?? 0) < 0)
  }

  @Test func `inclusion probabilities correct the scores, and the output says what is not`() throws
  {
    var rows = ["id,text,gold,pi"]
    for (index, comment) in CommentCorpus(count: 300).comments.enumerated() {
      let text = comment.text.replacing("\"", with: "").replacing("\n", with: " ")
      let probability = index % 3 == 0 ? "1" : "0.1"
      rows.append("\(comment.id),\"\(text)\",\(comment.gold),\(probability)")
    }
    let corpus = rows.joined(separator: "\n") + "\n"
    let corrected = try #require(
      analysis(corpus, ["--no-refit", "--inclusion-field", "pi"]).corrected
    )
    #expect(corrected.accuracy.lower < corrected.accuracy.value)
    #expect(corrected.accuracy.value < corrected.accuracy.upper)
    #expect(corrected.effective_count < 300)
    let folder = try ScratchFolder()
    try folder.write(corpus, to: "c.csv")
    let common = ["errors", "Comments", "c.csv", "--gold-field", "gold", "--no-refit"]
    let workspace = try Workspace.shared()
    let plain = try workspace.succeed(common, in: folder)
    #expect(plain.output.contains("over 300 documents with gold, each counted once"))
    let told = try workspace.succeed(common + ["--inclusion-field", "pi"], in: folder)
    #expect(told.output.contains("corrected for sampling: accuracy "))
    #expect(told.output.contains("all other figures are uncorrected"))
    let misspelt = try workspace.run(common + ["--inclusion-field", "pj"], in: folder)
    #expect(misspelt.exitCode == 1)
    #expect(misspelt.errors.contains("c.csv:2: error: there is no field 'pj'"))
  }

  @Test func `without gold there is nothing to judge by`() throws {
    let folder = try ScratchFolder()
    try folder.write("text\nlove\n", to: "c.csv")
    let result = try Workspace.shared().run(["errors", "Comments", "c.csv"], in: folder)
    #expect(result.exitCode == 1)
    #expect(result.errors.contains("error: there are no gold labels to judge by"))
    #expect(result.errors.contains("help: name their field with '--gold-field'"))
  }

  @Test func `a file of gold labels may tell how they were sampled`() throws {
    let folder = try ScratchFolder()
    try folder.write("id,text\na,subscribe\nb,song\nc,love\n", to: "c.csv")
    try folder.write("id,label,inclusion_probability\na,spam,0.1\nb,ham,1\n", to: "g.csv")
    let workspace = try Workspace.shared()
    let errors = try workspace.succeed(
      ["errors", "Comments", "c.csv", "--gold", "g.csv", "--no-refit"],
      in: folder
    )
    #expect(errors.output.contains("as good as 1 document "))
    try workspace.succeed(["apply", "Comments", "c.csv", "-o", "v.csv"], in: folder)
    let analysis = try workspace.succeed(["analyze", "v.csv", "--gold", "g.csv"], in: folder)
    #expect(analysis.errors.contains("warning: gold labels were not drawn with equal chances"))
  }

  @Test func `'evaluate' corrects by a column of the gold labels`() throws {
    let folder = try ScratchFolder()
    try folder.write("id,label\na,x\nb,x\nc,y\nd,y\n", to: "l.csv")
    try folder.write(
      "id,label,inclusion_probability\na,x,0.1\nb,y,1\nc,y,0.5\nd,x,1\n",
      to: "g.csv"
    )
    let result = try CommandLineTool.run(["evaluate", "l.csv", "--gold", "g.csv"], in: folder)
    // Weights 10, 1, 2, 1; a and c are right.
    #expect(result.output.contains("corrected for sampling: accuracy 0.857 ("))
    try folder.write("id,label,inclusion_probability\na,x,0\n", to: "bad.csv")
    let bad = try CommandLineTool.run(["evaluate", "l.csv", "--gold", "bad.csv"], in: folder)
    #expect(bad.exitCode == 1)
    #expect(bad.errors.contains("bad.csv:2: error: column 'inclusion_probability' holds"))
  }
}
