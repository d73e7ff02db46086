import Foundation
import LabelModels
import LabelingCore
import TestSupport
import Testing

struct LabelModelFileTests {
  private static func votes(_ voters: [String] = ["a", "b", "c"]) -> VotePatterns {
    var builder = VotePatterns.Builder(voters: voters, labelSpace: LabelSpace(["ham", "spam"]))
    for row: [Int16] in [[0, 0, 1], [1, 1, 1], [0, -1, 0], [1, 1, -1]] {
      row.withUnsafeBufferPointer { builder.append($0) }
    }
    return builder.finish()
  }

  private func text(_ model: any FittedLabelModel) throws -> String {
    String(decoding: try LabelModelFile(model).bytes(), as: UTF8.self)
  }

  @Test
  func `a model file names its schema, model, classes and voters`() throws {
    let file = try text(try PooledLabelModel().fitted(to: Self.votes()))
    let object = try JSONSerialization.jsonObject(with: Data(file.utf8)) as? [String: Any]
    #expect(object?["schema"] as? String == "winnow.label-model")
    #expect(object?["version"] as? Int == 1)
    #expect(object?["model"] as? String == "pooled")
    #expect(object?["classes"] as? [String] == ["ham", "spam"])
    #expect(object?["voters"] as? [String] == ["a", "b", "c"])
    #expect(file.contains("\n  \"classes\" : [\"ham\", \"spam\"],\n"))
    #expect(file.hasSuffix("}\n"))
  }

  @Test
  func `other schemas, later versions and unknown models are refused`() throws {
    let file = try text(try MajorityVote().fitted(to: Self.votes()))
    func error(_ old: String, _ new: String) -> LabelModelError? {
      let changed = Array(file.replacingOccurrences(of: old, with: new).utf8)
      do {
        _ = try LabelModelFile(bytes: changed)
        return nil
      } catch {
        return error
      }
    }
    #expect(
      error("winnow.label-model", "else")
        == .wrongSchema(found: "else", expected: "winnow.label-model")
    )
    #expect(
      error("\"version\" : 1", "\"version\" : 7") == .unsupportedVersion(found: 7, supported: 2)
    )
    #expect(error("majority-vote", "majority-vot") == .unknownModel("majority-vot"))
    #expect(error("\"facts\"", "\"fact\"") == .unreadableFile(reason: "the key 'facts' is missing"))
    #expect(error("{", "[") == .unreadableFile(reason: "it is not JSON"))
    let message = error("majority-vote", "majority-vot")?.diagnostic()
    #expect(message?.help?.hasPrefix("did you mean 'majority-vote'?") == true)
  }

  @Test(arguments: LabelModelRegistry.names)
  func `a file whose learned numbers do not fit is refused, not a crash`(name: String) throws {
    let fitted = try LabelModelRegistry.model(named: name).fit(to: Self.votes())
    let file = try text(fitted)
    let fewer = file.replacingOccurrences(of: "[\"a\", \"b\", \"c\"]", with: "[\"a\", \"b\"]")
    if name != MajorityVote.name {
      #expect(throws: LabelModelError.self) { try LabelModelFile(bytes: Array(fewer.utf8)) }
    }
    for length in stride(from: 0, to: file.utf8.count - 2, by: 37) {
      #expect(throws: LabelModelError.self) {
        try LabelModelFile(bytes: Array(file.utf8.prefix(length)))
      }
    }
  }

  @Test
  func `votes of other functions or classes are refused with a hint`() throws {
    let fitted = try PooledLabelModel().fitted(to: Self.votes(["links", "short", "shouts"]))
    #expect(throws: LabelModelError.votersDiffer(missing: ["short"], extra: ["shrot"])) {
      try fitted.posteriors(of: Self.votes(["links", "shrot", "shouts"]))
    }
    let renamed = LabelModelError.votersDiffer(missing: ["short"], extra: ["shrot"]).diagnostic()
    #expect(renamed.help == "'shrot' may be the model's 'short'")
    #expect(throws: LabelModelError.votersDiffer(missing: [], extra: [])) {
      try fitted.posteriors(of: Self.votes(["short", "links", "shouts"]))
    }
    #expect(throws: LabelModelError.classesDiffer(expected: ["ham", "spam"], found: ["spam"])) {
      try fitted.check(voters: fitted.voters, classes: ["spam"])
    }
  }

  @Test
  func `merged statistics of shards fit the same model in any order`() throws {
    let rows: [[Int16]] = (0..<500).map { index in
      (0..<5).map { (j: Int) -> Int16 in Int16((index * (j + 3) + index / 7) % 4 - 1) }
    }
    func part(_ range: StrideTo<Int>) -> VotePatterns {
      var builder = VotePatterns.Builder(
        voters: (0..<5).map { "lf\($0)" },
        labelSpace: .numbered(3)
      )
      for index in range {
        let gold = index % 50 == 0 ? Vote(classIndex: index / 50 % 3) : .abstain
        rows[index].withUnsafeBufferPointer { builder.append($0, gold: gold) }
      }
      return builder.finish()
    }
    let whole = part(stride(from: 0, to: 500, by: 1))
    let shards = try (0..<3).map { first in
      let bytes = VoteStatistics(of: part(stride(from: first, to: 500, by: 3))).bytes()
      return try VoteStatistics(bytes: bytes[...])
    }
    let merged = try VoteStatistics(merging: shards).votes
    let reversed = try VoteStatistics(merging: shards.reversed()).votes
    #expect(merged == reversed)
    #expect(merged.rowCount == 500)
    for name in LabelModelRegistry.names {
      let model = try LabelModelRegistry.model(named: name)
      let expected = try model.fit(to: whole).posteriors(of: whole).values
      let found = try model.fit(to: merged).posteriors(of: whole).values
      for (a, b) in zip(found, expected) { #expect(abs(a - b) < 1e-9, "\(name)") }
    }
  }

  @Test
  func `statistics are read back from many lines and from one`() throws {
    let gold = [Vote.abstain, Vote(classIndex: 1), .abstain, .abstain]
    let votes = Self.votes(["a", "b \"quoted\"\n", "ß"]).withGold(gold)
    let statistics = VoteStatistics(of: votes)
    for isOneLine in [false, true] {
      let bytes = statistics.bytes(isOneLine: isOneLine)
      #expect(bytes.count { $0 == 0x0A } == (isOneLine ? 1 : 14))
      #expect(try VoteStatistics(bytes: bytes[...]).votes == statistics.votes)
    }
  }

  @Test(arguments: [false, true])
  func `statistics keep that gold was chosen`(isChosen: Bool) throws {
    let chosen = VoteStatistics(of: Self.votes(), goldIsChosen: isChosen).bytes()
    let random = VoteStatistics(of: Self.votes())
    #expect(try VoteStatistics(bytes: chosen[...]).goldIsChosen == isChosen)
    let both = try VoteStatistics(merging: [random, VoteStatistics(bytes: chosen[...])])
    #expect(both.goldIsChosen == isChosen)
  }

  @Test(arguments: [
    (#""counts" : [1,"#, #""counts" : [0,"#, "a count is not positive"),
    (#""counts" : [1,"#, #""counts" : [9223372036854775807,"#, "there are too many documents"),
    (#""counts" : [1,"#, #""counts" : ["#, "'counts', 'gold' and 'votes' are not of one length"),
    (#""counts" : [1,"#, #""counts" : [1.5,"#, "'counts' has another type"),
    (#""counts" : [1,"#, #""counts" : [[1],"#, "'counts' has another type"),
    (#""counts" : [1,"#, #""counts" : [99999999999999999999,"#, "'counts' has another type"),
    (#""gold" : [-1,"#, #""gold" : [2,"#, "a gold class does not exist"),
    ("[0, 0, 1,", "[3, 0, 1,", "names a voter or class that does not exist"),
    ("[0, 0, 1,", "[0, -1, 1,", "names a voter or class that does not exist"),
    ("[0, 0, 1,", "[0, 0,", "votes are not triples"),
    ("[0, 0, 1,", "[2, 1, 1,", "votes are not in order of voters"),
    ("[0, 0, 1,", "0, [0, 0, 1,", "'votes' has another type"),
    (#""voters""#, #""voter""#, "the key 'voters' is missing"),
    ("{", "[", "it is not JSON"),
    ("}", "", "it is not JSON"),
  ])
  func `statistics that do not fit are refused`(old: String, new: String, words: String) throws {
    let text = String(decoding: VoteStatistics(of: Self.votes()).bytes(), as: UTF8.self)
    let range = try #require(text.range(of: old))
    let changed = Array(text.replacingCharacters(in: range, with: new).utf8)
    let error = #expect(throws: LabelModelError.self) { try VoteStatistics(bytes: changed[...]) }
    guard case .unreadableFile(let reason) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(reason.contains(words))
  }

  @Test
  func `a warm start from a converged model ends at once at the same place`() throws {
    let rows: [[Int16]] = (0..<300).map { index in
      (0..<4).map { (j: Int) -> Int16 in
        let truth = index % 2
        return Int16((index * (2 * j + 3)) % 10 < 7 + j % 3 ? truth : 1 - truth)
      }
    }
    var builder = VotePatterns.Builder(
      voters: ["a", "b", "c", "d"],
      labelSpace: .numbered(2)
    )
    for row in rows { row.withUnsafeBufferPointer { builder.append($0) } }
    let votes = builder.finish()
    let model = PooledLabelModel(maximumIterations: 500, tolerance: 1e-9)
    let cold = try model.fitted(to: votes)
    #expect(cold.facts.learning.converged)
    #expect(cold.facts.learning.iterations > 3)
    let start = PooledLabelModel(blendWeight: 0, maximumIterations: 500, tolerance: 1e-9)
    let warm = try model.fitted(to: votes, from: try start.fitted(to: votes))
    #expect(warm.facts.learning.iterations <= 2)
    for (a, b) in zip(
      try warm.posteriors(of: votes).values,
      try cold.posteriors(of: votes).values
    ) {
      #expect(abs(a - b) < 1e-6)
    }
  }
}
