import Foundation
import TestSupport
import Testing

/// `winnow sample` and `winnow drift` through the binary.
struct SampleAndDriftTests {
  @Test(arguments: ["csv", "jsonl", "xml"])
  func `a sample keeps every field, adds its probability, and is the same each time`(
    format: String
  ) throws {
    let folder = try ScratchFolder()
    let corpus = CommentCorpus(count: 200)
    try folder.write(corpus.text(as: format), to: "c.\(format)")
    let record = format == "xml" ? ["--record", "comment"] : []
    let stratified = ["sample", "c.\(format)", "--count", "40", "--stratify", "gold"] + record
    for name in ["a", "b"] {
      let result = try CommandLineTool.run(stratified + ["-o", "\(name).\(format)"], in: folder)
      #expect(result.exitCode == 0, "\(result.errors)")
    }
    let bytes = try folder.bytes(of: "a.\(format)")
    #expect(bytes == (try folder.bytes(of: "b.\(format)")))
    let drawn = try LabeledRecords(bytes, suffix: format).records
    #expect(drawn.count == 40)
    for record in drawn {
      let comment = corpus.comments.first { $0.id == record["id"] }
      #expect(record["text"] == comment?.text)
      let size = corpus.comments.count { $0.gold == comment?.gold }
      let taken = drawn.count { $0["gold"] == comment?.gold }
      let stated = Double(record["inclusion_probability"] ?? "") ?? 0
      #expect(abs(stated - Double(taken) / Double(size)) < 1e-12)
    }
  }

  /// How many documents of a table have each topic, no topic, and no gold.
  private static func topics(of csv: String) -> [String: Int] {
    let table = PlainCSV(csv)
    let column = table.header.firstIndex(of: "topics") ?? 0
    var counts: [String: Int] = [:]
    for row in table.rows {
      for topic in row[column].split(separator: "+", omittingEmptySubsequences: false) {
        counts[String(topic), default: 0] += 1
      }
    }
    return counts
  }

  @Test func `of several classes each has its share of the sample and of every split`() throws {
    let folder = try ScratchFolder()
    let path = "\(PackageFolder.path)/Datasets/requests/requests.csv"
    let corpus = try String(contentsOfFile: path, encoding: .utf8)
    try folder.write(corpus, to: "r.csv")
    let all = Self.topics(of: corpus)
    func run(_ line: String, exitCode: Int32 = 0) throws -> CommandResult {
      let words = line.split(separator: " ").map(String.init)
      let result = try CommandLineTool.run(["sample", "r.csv"] + words, in: folder)
      #expect(result.exitCode == exitCode, "\(line): \(result.errors)")
      return result
    }
    for (count, seed) in [(40, 1), (137, 2), (800, 3)] {
      let line = "--count \(count) --seed \(seed) --stratify topics --labels several -o"
      let shown = try run("\(line) a.csv").output
      #expect(shown.contains("billing ") && !shown.contains("billing+"), "\(shown)")
      _ = try run("\(line) b.csv")
      let drawn = try folder.text(of: "a.csv")
      #expect(drawn == (try folder.text(of: "b.csv")))
      #expect(PlainCSV(drawn).rows.count == count)
      #expect(PlainCSV(drawn).rows.allSatisfy { $0.last == "\(Double(count) / 1600)" })
      let counts = Self.topics(of: drawn)
      for (topic, total) in all {
        let due = Double(total * count) / 1600
        #expect(abs(Double(counts[topic] ?? 0) - due) < 2, "\(topic) of \(count)")
      }
    }
    _ = try run(
      "--split train=0.8,test=0.2 --stratify topics --labels several --output-dir s --seed 4"
    )
    let test = try Self.topics(of: folder.text(of: "s/test.csv"))
    // Near-duplicates stay together, so that shares are a little coarser.
    for (topic, total) in all {
      #expect(abs(Double(test[topic] ?? 0) - 0.2 * Double(total)) < 4, "\(topic)")
    }
    let refused = try run(
      "--count 9 --stratify topics --labels several --allocation equal -o a.csv",
      exitCode: 64
    )
    #expect(refused.errors.contains("'--allocation' has no effect with '--labels several'"))
  }

  @Test func `unsure documents of several classes are those that are unsure of many`() throws {
    let folder = try ScratchFolder()
    var csv = "id,text,labels,p_a,p_b\n"
    for row in 0..<60 { csv += "d\(row),x,a,\(row < 6 ? "0.5,0.5" : "1.0,0.0")\n" }
    try folder.write(csv, to: "l.csv")
    let command = ["sample", "l.csv", "--uncertainty", "--count", "6", "-o", "s.csv"]
    let result = try CommandLineTool.run(command, in: folder)
    #expect(result.exitCode == 0, "\(result.errors)")
    let ids = PlainCSV(try folder.text(of: "s.csv")).rows.map { $0[0] }
    #expect(ids.count { Int($0.dropFirst()) ?? 99 < 6 } >= 4, "\(ids)")
    let stratified = ["sample", "l.csv", "--stratify", "labels", "--count", "6", "-o", "t.csv"]
    let shown = try CommandLineTool.run(stratified, in: folder)
    #expect(shown.exitCode == 0 && shown.output.contains("a "), "\(shown.errors)")
  }

  @Test func `a stream is sampled in one pass`() throws {
    let folder = try ScratchFolder()
    try folder.write(CommentCorpus(count: 300).jsonLines, to: "c.jsonl")
    let command = "$WINNOW sample - --format jsonl --reservoir --count 30 -o - --quiet"
    let result = try CommandLineTool.shell("cat c.jsonl | \(command)", in: folder)
    #expect(result.exitCode == 0, "\(result.errors)")
    let drawn = try LabeledRecords(result.outputBytes, suffix: "jsonl").records
    #expect(drawn.count == 30)
    #expect(drawn.allSatisfy { $0["inclusion_probability"] == "0.1" })
  }

  @Test func `fields that only begin like probabilities are none`() throws {
    let folder = try ScratchFolder()
    try folder.write("id,text,p_value,p_rank\n1,a,0.03,0.5\n2,b,0.2,0.1\n", to: "c.csv")
    let command = ["sample", "c.csv", "--uncertainty", "--count", "1", "-o", "s.csv"]
    let result = try CommandLineTool.run(command, in: folder)
    #expect(result.exitCode == 1 && result.errors.contains("no probabilities"))
  }

  @Test(arguments: ["csv", "jsonl"])
  func `unsure labels and rare vote patterns are drawn`(format: String) throws {
    let folder = try ScratchFolder()
    let workspace = try Workspace.shared()
    try folder.write(CommentCorpus(count: 400).csv, to: "c.csv")
    // Without a label there is no confidence to draw by.
    try workspace.succeed(
      [
        "label", "Comments", "c.csv", "-o", "l.\(format)", "--quiet", "--label-uncovered", "--ties",
        "first",
      ],
      in: folder
    )
    try workspace.succeed(["apply", "Comments", "c.csv", "-o", "v.votes", "--quiet"], in: folder)
    for design in [["--uncertainty"], ["--votes", "v.votes"], ["--weight-field", "confidence"]] {
      let arguments = ["sample", "l.\(format)", "--count", "60", "-o", "s.\(format)"] + design
      try workspace.succeed(arguments, in: folder)
      let drawn = try LabeledRecords(folder.bytes(of: "s.\(format)"), suffix: format).records
      #expect(drawn.count == 60)
      let probabilities = drawn.compactMap { Double($0["inclusion_probability"] ?? "") }
      #expect(probabilities.count == 60 && probabilities.allSatisfy { $0 > 0 && $0 <= 1 })
    }
  }

  @Test func `splits hold each document once, near-duplicates together`() throws {
    let folder = try ScratchFolder()
    var csv = "id,text,gold\n"
    for index in 0..<100 {
      let text = "order \(index * 7919) came \(index * 104_729) days late from \(index * 1_299_709)"
      csv += "a\(index),\(text),\(index % 4 == 0 ? "bad" : "good")\n"
      if index < 20 {
        csv += "b\(index),\(text.uppercased())!,\(index % 4 == 0 ? "bad" : "good")\n"
      }
    }
    try folder.write(csv, to: "c.csv")
    let arguments = [
      "sample", "c.csv", "--split", "train=0.8,test=0.2", "--output-dir", "out", "--stratify",
      "gold", "--class-field", "gold", "--class-weights", "inverse",
    ]
    let result = try CommandLineTool.run(arguments, in: folder)
    #expect(result.exitCode == 0, "\(result.errors)")
    #expect(
      result.output.contains("near-duplicates: 40 documents in 20 clusters, the largest of 2")
    )
    let train = PlainCSV(try folder.text(of: "out/train.csv"))
    let test = PlainCSV(try folder.text(of: "out/test.csv"))
    #expect(abs(train.rows.count - 96) <= 2)
    #expect((train["id"] + test["id"]).count == 120)
    #expect(Set(train["id"] + test["id"]).count == 120)
    for index in 0..<20 {
      #expect(train["id"].contains("a\(index)") == train["id"].contains("b\(index)"))
    }
    let weights = train["class_weight"].compactMap { Double($0) }
    #expect(abs(weights.reduce(0, +) - Double(weights.count)) < 1e-9)
  }

  @Test func `functions of a class whose words are replaced are named, and CI is told`() throws {
    let folder = try ScratchFolder()
    let workspace = try Workspace.shared()
    let corpus = CommentCorpus(count: 2000)
    let half = corpus.csv
    try folder.write(half, to: "old.csv")
    // Another seed, and spam in words that no function knows.
    let new = CommentCorpus(count: 2000, seed: 9).csv.replacing("subscribe", with: "join")
      .replacing("sub4sub", with: "j4j").replacing("http://", with: "site ")
    try folder.write(new, to: "new.csv")
    try folder.write(CommentCorpus(count: 2000, seed: 10).csv, to: "same.csv")
    let alarm = ["--fail-if", "stale", "--quiet"]
    let quiet = try workspace.run(["drift", "Comments", "old.csv", "same.csv"] + alarm, in: folder)
    #expect(quiet.exitCode == 0, "\(quiet.errors)")
    #expect(quiet.outputLines.last == "nothing has shifted")
    let arguments = ["drift", "Comments", "old.csv", "new.csv", "--plot", "drift.svg"]
    let result = try workspace.run(arguments + alarm, in: folder)
    #expect(result.exitCode == 2)
    #expect(result.outputLines.last?.hasPrefix("stale: asks_to_subscribe, has_link") == true)
    #expect(result.output.contains("j4j"))
    let svg = try folder.text(of: "drift.svg")
    #expect(svg.contains("Stale: asks_to_subscribe, has_link."))
    let json = try workspace.run(arguments + ["--format", "json", "--quiet"], in: folder)
    let record = try JSONSerialization.jsonObject(with: Data(json.outputBytes)) as? [String: Any]
    #expect(record?["verdict"] as? String == "stale")
    #expect(record?["stale"] as? [String] == ["asks_to_subscribe", "has_link"])

    for name in ["old", "new"] {
      let apply = ["apply", "Comments", "\(name).csv", "-o", "\(name).votes", "--quiet"]
      try workspace.succeed(apply, in: folder)
    }
    let votes = try workspace.run(["drift", "old.votes", "new.votes"] + alarm, in: folder)
    #expect(votes.exitCode == 2)
    #expect(votes.outputLines.last == result.outputLines.last)
  }

  @Test func `words that are new are told however many old ones there were`() throws {
    let folder = try ScratchFolder()
    // More words and pairs of words than are counted at once, each in one document.
    let old = (0..<4000).map { document in
      (0..<150).map { "w\(document)x\($0)" }.joined(separator: " ")
    }
    try folder.write("text\n\(old.joined(separator: "\n"))\n", to: "old.csv")
    let new = (0..<400).map { $0 % 2 == 0 ? "the zebra sings \($0)" : "nothing of note \($0)" }
    try folder.write("text\n\(new.joined(separator: "\n"))\n", to: "new.csv")
    let arguments = ["drift", "Comments", "old.csv", "new.csv", "--quiet"]
    let result = try Workspace.shared().run(arguments, in: folder)
    #expect(result.output.contains("zebra"), "\(result.errors)")
  }
}
