import Foundation
import LabelingCore
import TestSupport
import Testing

/// Votes for sets of classes and with confidences, through the program.
struct BallotCommandTests {
  /// 300 documents of three classes: a coarse function, a negative one, a scorer, two plain ones.
  private func votes() -> String {
    var generator = SeededGenerator(seed: 11)
    let names = ["cat", "dog", "ham"]
    var lines = ["id,coarse,not_ham,scorer,plain,other"]
    for row in 0..<300 {
      let truth = row % 3
      func right(_ rate: Double) -> Bool { Double.random(in: 0...1, using: &generator) < rate }
      let coarse = right(0.6) ? (truth < 2) == right(0.9) ? "cat|dog" : "ham" : ""
      let negative = right(0.5) && (truth != 2) == right(0.9) ? "!ham" : ""
      let isSure = right(0.5)
      let scored = right(isSure ? 0.95 : 0.6) ? names[truth] : names[(truth + 1) % 3]
      let scorer = "\(scored)@\(isSure ? 0.9 : 0.55)"
      let plain = right(0.7) ? names[right(0.8) ? truth : (truth + 1) % 3] : ""
      let other = right(0.7) ? names[right(0.75) ? truth : (truth + 2) % 3] : ""
      lines.append("d\(row),\(coarse),\(negative),\(scorer),\(plain),\(other)")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func folder() throws -> ScratchFolder {
    let folder = try ScratchFolder()
    try folder.write(votes(), to: "v.csv")
    let gold = (0..<300).map { "d\($0),\(["cat", "dog", "ham"][$0 % 3])" }
    try folder.write((["id,label"] + gold).joined(separator: "\n") + "\n", to: "gold.csv")
    return folder
  }

  private func run(_ arguments: [String], in folder: ScratchFolder) throws -> CommandResult {
    let result = try CommandLineTool.run(arguments, in: folder)
    #expect(result.exitCode == 0, "\(arguments): \(result.errors)")
    return result
  }

  private func accuracy(_ file: String, in folder: ScratchFolder) throws -> Double {
    let table = PlainCSV(try folder.text(of: file))
    let id = try #require(table.header.firstIndex(of: "id"))
    let label = try #require(table.header.firstIndex(of: "label"))
    let right = table.rows.count { row in
      row[label] == ["cat", "dog", "ham"][(Int(row[id].dropFirst()) ?? 0) % 3]
    }
    return Double(right) / Double(table.rows.count)
  }

  @Test func `sets, complements and confidences are fitted and predicted`() throws {
    let folder = try folder()
    _ = try run(["fit", "v.csv", "-o", "m.json"], in: folder)
    _ = try run(["predict", "v.csv", "--model", "m.json", "-o", "l.csv"], in: folder)
    // What the coarse and the surer votes say is used: without them fewer are right.
    let plain = votes().replacingOccurrences(of: "cat|dog", with: "")
      .replacingOccurrences(of: "!ham", with: "")
      .replacingOccurrences(of: "@0.9", with: "").replacingOccurrences(of: "@0.55", with: "")
    try folder.write(plain, to: "p.csv")
    _ = try run(["fit", "p.csv", "-o", "p.json"], in: folder)
    _ = try run(["predict", "p.csv", "--model", "p.json", "-o", "pl.csv"], in: folder)
    #expect(try accuracy("l.csv", in: folder) > accuracy("pl.csv", in: folder) + 0.02)
    for model in ["majority-vote", "dawid-skene"] {
      _ = try run(["fit", "v.csv", "--model", model, "-o", "o.json"], in: folder)
      _ = try run(["predict", "v.csv", "--model", "o.json", "-o", "o.csv"], in: folder)
      #expect(try accuracy("o.csv", in: folder) > 0.7, "\(model)")
    }
  }

  @Test func `JSON says sets, complements and confidences too, in lines and in tables`() throws {
    let folder = try ScratchFolder()
    let json = #"""
      {"id":"1","votes":{"f":{"any_of":["cat","dog"]},"g":"cat"}}
      {"id":"2","votes":{"f":{"not":"car"},"g":{"any_of":"car","confidence":0.9}}}
      {"id":"3","votes":{"f":[["cat","a|b"]],"g":{"confidence":0.25,"not":["cat","dog"]}}}

      """#
    let texts = #"""
      {"id":"1","votes":{"f":"cat|dog","g":"cat"}}
      {"id":"2","votes":{"f":"!car","g":"car@0.9"}}
      {"id":"3","votes":{"f":"cat|a\\|b","g":"!cat|dog@0.25"}}

      """#
    // Several answers of one voter.
    let answers = #"{"id":"4","votes":{"f":["dog",ANSWER],"g":null}}"#
    let object = answers.replacing("ANSWER", with: #"{"any_of":["car","cat"]}"#)
    let text = answers.replacing("ANSWER", with: #""cat|car""#)
    let table = #"""
      id,f,g
      1,"{""any_of"": [""cat"", ""dog""]}",cat
      2,"{""not"": [""car""]}",car@0.9
      3,cat|a\|b,!cat|dog@0.25

      """#
    func statistics(_ content: String, as file: String) throws -> String {
      try folder.write(content, to: file)
      let classes = ["--classes", "cat,dog,car,a|b"]
      return try run(["stats", file, "-o", "-", "--quiet"] + classes, in: folder).output
    }
    let expected = try statistics(texts, as: "t.jsonl")
    #expect(try statistics(json, as: "j.jsonl") == expected)
    #expect(try statistics(table, as: "t.csv") == expected)
    let several = try statistics(texts + text + "\n", as: "t.jsonl")
    #expect(try statistics(json + object + "\n", as: "j.jsonl") == several)
    #expect(several != expected)
    for wrong in [
      #"{"any":["cat"]}"#, #"{"not":"cat","confidence":1.0004}"#,
      #"{"not":"cat","confidence":1e400}"#,
    ] {
      try folder.write(#"{"id":"1","votes":{"f":\#(wrong)}}"#, to: "bad.jsonl")
      let bad = try CommandLineTool.run(["fit", "bad.jsonl", "-o", "m.json"], in: folder)
      #expect(bad.exitCode == 1)
      #expect(bad.errors.contains("bad.jsonl:1: error: '\(wrong)' is JSON, and not a vote"))
    }
  }

  @Test(arguments: ["csv", "jsonl", "xml"])
  func `votes that were written with labels are the votes`(suffix: String) throws {
    let folder = try folder()
    _ = try run(["fit", "v.csv", "-o", "m.json"], in: folder)
    _ = try run(
      ["predict", "v.csv", "--model", "m.json", "--provenance", "-o", "l.\(suffix)"],
      in: folder
    )
    _ = try run(["predict", "v.csv", "--model", "m.json", "-o", "p.csv"], in: folder)
    _ = try run(["predict", "l.\(suffix)", "--model", "m.json", "-o", "q.csv"], in: folder)
    #expect(try folder.text(of: "p.csv") == folder.text(of: "q.csv"))
  }

  @Test func `a model tells new documents' confidences by the levels it was fitted with`() throws {
    let folder = try folder()
    _ = try run(["fit", "v.csv", "-o", "m.json"], in: folder)
    try folder.write(
      """
      id,coarse,not_ham,scorer,plain,other
      a,,,ham@0.9,,
      b,,,ham@0.97,,
      c,,,ham@0.6,,
      d,,,ham,,
      """,
      to: "n.csv"
    )
    _ = try run(["predict", "n.csv", "--model", "m.json", "-o", "l.csv"], in: folder)
    let table = PlainCSV(try folder.text(of: "l.csv"))
    let ham = try #require(table.header.firstIndex(of: "p_ham"))
    let shares = table.rows.map { Double($0[ham]) ?? -1 }
    #expect(shares[0] == shares[1])
    #expect(shares[0] > shares[2])
    #expect(shares[3] > shares[2])
  }

  @Test func `shards fit like the whole`() throws {
    let folder = try folder()
    let lines = votes().split(separator: "\n")
    for (shard, range) in [1..<90, 90..<91, 91..<301].enumerated() {
      try folder.write((lines[..<1] + lines[range]).joined(separator: "\n") + "\n", to: "s.csv")
      _ = try run(
        ["stats", "s.csv", "--classes", "cat,dog,ham", "-o", "\(shard).json"],
        in: folder
      )
    }
    _ = try run(
      ["fit", "--stats", "2.json", "--stats", "0.json", "--stats", "1.json", "-o", "s.json"],
      in: folder
    )
    _ = try run(["fit", "v.csv", "-o", "w.json"], in: folder)
    #expect(try folder.text(of: "s.json") == folder.text(of: "w.json"))
  }

  @Test(arguments: [
    ("spam@1.5", "a confidence is a number from 0 to 1"),
    ("cat||dog", "each class of a set has a name"),
  ])
  func `what is no ballot is refused at its place`(cell: String, words: String) throws {
    let folder = try ScratchFolder()
    try folder.write("id,f,g\na,cat,dog\nb,dog,\(cell)\n", to: "v.csv")
    let result = try CommandLineTool.run(["fit", "v.csv", "-o", "m.json"], in: folder)
    #expect(result.exitCode == 1)
    #expect(result.errors.contains("v.csv:3:7: error: \(words)"), "\(result.errors)")
  }

  @Test func `models that cannot take ballots refuse them in words`() throws {
    let folder = try folder()
    let fit = try CommandLineTool.run(
      ["fit", "v.csv", "--model", "glad", "-o", "m.json"],
      in: folder
    )
    #expect(fit.exitCode == 1)
    #expect(fit.errors.contains("model 'glad' takes votes for one class each"))
  }

  @Test func `the analysis has a set right where gold is in it, with what chance would give`()
    throws
  {
    let folder = try ScratchFolder()
    try folder.write(
      "id,f,g\n1,cat|dog,cat\n2,cat|dog,car@0.9\n3,!car,\n4,,!car\n",
      to: "v.csv"
    )
    try folder.write("id,label\n1,cat\n2,car\n3,dog\n4,cat\n", to: "gold.csv")
    let table = try run(["analyze", "v.csv", "--gold", "gold.csv"], in: folder).output
    #expect(table.contains("by chance") && table.contains("!car"), "\(table)")
    let json = try run(["analyze", "v.csv", "--gold", "gold.csv", "--json"], in: folder).output
    #expect(json.contains("\"conflict_count\" : 1"), "\(json)")
    #expect(json.contains("\"votes_of_set\""))
  }

  @Test func `a sign that belongs to a name is written with a backslash`() throws {
    let folder = try ScratchFolder()
    try folder.write(
      "id,f,g,h\na,x\\|y,b,b\nb,b,b,me@home\nc,x\\|y,x\\|y,me@home\nd,b,me@home|b,b\n",
      to: "v.csv"
    )
    _ = try run(["fit", "v.csv", "-o", "m.json"], in: folder)
    let model = try folder.text(of: "m.json")
    #expect(model.contains(#"["b", "me@home", "x|y"]"#), "\(model.prefix(200))")
  }

  @Test(arguments: ["spam@0.8", "!spam"])
  func `a single class takes ballots too`(cell: String) throws {
    let folder = try ScratchFolder()
    try folder.write("id,f,g\n1,\(cell),spam\n2,spam,\(cell)\n", to: "v.csv")
    _ = try run(["fit", "v.csv", "-o", "m.json"], in: folder)
    _ = try run(["predict", "v.csv", "--model", "m.json", "-o", "l.csv"], in: folder)
  }

  @Test func `a column of scores is a column of votes, and is explained by its levels`() throws {
    let folder = try ScratchFolder()
    var lines = ["id,s,f,g"]
    for row in 0..<300 {
      let score = 500 + (row * 37) % 500
      let isSpam = row % 2 == 0
      let scored = (score > 620) == isSpam || row % 5 == 0 ? "spam" : "ham"
      let own = isSpam ? "spam" : "ham"
      lines.append("d\(row),\(scored)@0.\(score),\(own),\(row % 3 == 0 ? "ham" : own)")
    }
    try folder.write(lines.joined(separator: "\n") + "\n", to: "v.csv")
    _ = try run(["fit", "v.csv", "-o", "m.json"], in: folder)
    #expect(try folder.text(of: "m.json").contains("confidenceLevels"))
    let explained = try run(["explain", "d3", "v.csv", "--model", "m.json"], in: folder).output
    let vote = try #require(explained.split(separator: "\n").first { $0.hasPrefix("s ") })
    let cell = try #require(lines[4].split(separator: ",")[1].split(separator: "@").first)
    #expect(vote.contains(cell), "\(explained)")
    // Another order of the voters, and one more, start from the same levels.
    let moved = lines.enumerated().map { place, line in
      let cells = line.split(separator: ",")
      return "\(cells[0]),\(cells[3]),\(cells[1]),\(place == 0 ? "new" : "")"
    }
    try folder.write(moved.joined(separator: "\n") + "\n", to: "w.csv")
    _ = try run(["fit", "w.csv", "--from", "m.json", "-o", "n.json"], in: folder)
  }

  @Test func `statistics of answers are fitted as the answers are`() throws {
    let folder = try ScratchFolder()
    var lines = ["item,worker,label"]
    for row in 0..<120 {
      let truth = ["cat", "dog", "ham"][row % 3]
      lines.append("d\(row),ann,\(row % 7 == 0 ? "cat|dog" : truth)")
      lines.append("d\(row),bob,\(truth)@0.\(row % 2 == 0 ? 9 : 6)")
      lines.append("d\(row),cem,\(row % 5 == 0 ? "cat" : truth)")
    }
    try folder.write(lines.joined(separator: "\n") + "\n", to: "a.csv")
    _ = try run(["fit", "a.csv", "-o", "w.json"], in: folder)
    _ = try run(["stats", "a.csv", "-o", "s.json"], in: folder)
    _ = try run(["fit", "--stats", "s.json", "-o", "s2.json"], in: folder)
    #expect(try folder.text(of: "s2.json") == folder.text(of: "w.json"))
  }
}
