import Foundation
import struct LabelingCore.SeededGenerator
import TestSupport
import Testing

/// `winnow suggest`.
struct SuggestTests {
  private struct Report: Decodable {
    struct Terms: Decodable {
      struct Suggestion: Decodable {
        var term: String
        var vote: String
        var support: Int
        var swift: String
        var examples: [String]
      }
      var uses_gold: Bool
      var suggestions: [Suggestion]
    }
    struct Clusters: Decodable {
      struct Cluster: Decodable {
        var count: Int
        var words: [String]
      }
      var clusters: [Cluster]
    }
    var terms: Terms
    var clusters: Clusters?
  }

  private static let filler = [
    "once upon a day in the town", "there is nothing that could be said",
    "people were walking along the river", "it rained for most of the week",
  ]

  /// Documents without votes of which a third tells its class by a phrase.
  private static let corpus: String = {
    var rows = ["id,text,gold"]
    for index in 0..<240 {
      let isSpam = index % 2 == 0
      let words =
        index % 3 > 0
        ? filler[(index / 6) % 4] : isSpam ? "hot singles near you" : "guitar solo rocks"
      rows.append("d\(index),\(words) and \(filler[(index / 24) % 4]) \(index),")
      rows[rows.count - 1] += isSpam ? "spam" : "ham"
    }
    return rows.joined(separator: "\n") + "\n"
  }()

  private func report(_ corpus: String, _ options: [String] = []) throws -> Report {
    let folder = try ScratchFolder()
    try folder.write(corpus, to: "c.csv")
    let result = try Workspace.shared().succeed(
      ["suggest", "Comments", "c.csv", "--json"] + options,
      in: folder
    )
    return try JSONDecoder().decode(Report.self, from: Data(result.outputBytes))
  }

  @Test func `terms that tell classes apart are found and can be pasted`() throws {
    let report = try report(Self.corpus, ["--gold-field", "gold"])
    #expect(report.terms.uses_gold)
    #expect(!report.terms.suggestions.isEmpty)
    let known = "hot singles near you guitar solo rocks and"
    for suggestion in report.terms.suggestions {
      #expect(known.contains(suggestion.term), "\(suggestion.term)")
      #expect(suggestion.support == 40 && suggestion.examples.count == 3)
    }
    let swift = report.terms.suggestions.map(\.swift)
    #expect(swift.first?.hasPrefix("Keywords(\"suggested_1\", [\"") == true)
    #expect(swift.contains { $0.hasSuffix("vote: .spam)") })
    #expect(swift.contains { $0.hasSuffix("vote: .ham)") })
  }

  @Test func `random classes give no suggestion`() throws {
    var generator = SeededGenerator(seed: 7)
    var rows = ["id,text,gold"]
    for index in 0..<300 {
      let words = (0..<8).map { _ in "word\(Int.random(in: 0..<30, using: &generator))" }
      let gold = Bool.random(using: &generator) ? "spam" : "ham"
      rows.append("d\(index),\(words.joined(separator: " ")),\(gold)")
    }
    let report = try report(rows.joined(separator: "\n") + "\n", ["--gold-field", "gold"])
    #expect(report.terms.suggestions.isEmpty)
  }

  @Test func `a term that a function matches already is left out`() throws {
    let corpus = CommentCorpus(count: 600).csv
    let report = try report(corpus, ["--gold-field", "gold", "--target", "conflicting"])
    // 'follow' is 'follow me'; 'money' has 'free money' and other documents besides.
    let known = ["follow", "instagram", "subscribe", "sub4sub", "free money", "check out this"]
    let suggested = report.terms.suggestions.map(\.term)
    #expect(known.allSatisfy { !suggested.contains($0) }, "\(suggested)")
  }

  @Test func `groups hold the uncovered documents, and the same in every run`() throws {
    let first = try report(Self.corpus, ["--clusters", "4"])
    let second = try report(Self.corpus, ["--clusters", "4", "--workers", "1"])
    let counts = try #require(first.clusters).clusters.map(\.count)
    #expect(counts.reduce(0, +) == 240)
    #expect(counts == second.clusters?.clusters.map(\.count))
    #expect(first.clusters?.clusters.map(\.words) == second.clusters?.clusters.map(\.words))
  }

  @Test func `groups are described by what sets them apart`() throws {
    let topics = [
      "rockets moon orbit astronauts", "pastry butter oven flour", "goal striker match",
    ]
    var rows = ["id,text"]
    for index in 0..<180 {
      let topic = topics[index % 3].split(separator: " ")
      let words = topic.indices.map { topic[($0 + index / 3) % topic.count] }.prefix(3)
      let talk = Self.filler[(index / 5) % 4]
      rows.append("d\(index),the talk and the \(words.joined(separator: " the ")) and \(talk)")
    }
    let report = try report(rows.joined(separator: "\n") + "\n", ["--clusters", "3"])
    let clusters = try #require(report.clusters).clusters
    #expect(clusters.map(\.count).reduce(0, +) == 180)
    for cluster in clusters {
      #expect(!cluster.words.isEmpty)
      // Every document has these: they weigh most, and tell nothing.
      #expect(Set(cluster.words).isDisjoint(with: ["the", "and", "talk"]), "\(cluster.words)")
    }
  }

  @Test func `the text says what figures rest on`() throws {
    let folder = try ScratchFolder()
    try folder.write(Self.corpus, to: "c.csv")
    let command = ["suggest", "Comments", "c.csv"]
    let workspace = try Workspace.shared()
    let gold = try workspace.succeed(command + ["--gold-field", "gold"], in: folder).output
    #expect(gold.contains("classes by gold labels; support in 240 documents"))
    #expect(gold.contains("(Bonferroni)") && gold.contains("uncovered documents by what they"))
    let model = try workspace.succeed(command, in: folder).output
    #expect(model.contains("classes by the model's probabilities, which may be wrong"))
  }
}
