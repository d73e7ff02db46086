import LabelingKit
import PluginABI
import Testing

/// Functions that say more, or less, than one class.
struct BallotTests {
  private func declared() -> PluginUnderTest {
    PluginUnderTest {
      Keywords("good_or_mixed", ["fine"], vote: .anyOf(.mixed, .good))
      Pattern("not_bad", "sun", vote: .not(.bad))
      Keywords("surely_bad", ["rain"], vote: .only(.bad).with(confidence: 0.8))
      Keywords("bad", ["storm"], vote: .bad)
      Keywords("bad_too", ["gale"], vote: .not(.good, .mixed))
    }
  }

  @Test func `declared ballots stand in the manifest once, behind the classes`() throws {
    let manifest = try declared().manifest()
    #expect(manifest.problems.isEmpty && manifest.labels == "one")
    // "Not bad" is "good or mixed".
    #expect(
      manifest.ballots == [
        Manifest.Ballot(statements: [0, 2]), Manifest.Ballot(statements: [1], confidence: 0.8),
      ]
    )
    #expect(manifest.functions.map(\.votes) == [[3], [3], [4], [1], [1]])
  }

  @Test func `votes are indices of ballots`() throws {
    let texts = ["fine sun", "rain and storm", "gale"]
    let arena = try declared().apply(texts.map { TestDocument($0) })
    #expect(
      (0..<5).map(arena.votes) == [
        [3, -1, -1], [3, -1, -1], [-1, 4, -1], [-1, 1, -1], [-1, -1, 1],
      ]
    )
    #expect(arena.ballots.isEmpty)
  }

  private func code() -> PluginUnderTest {
    PluginUnderTest {
      LabelingFunction("scored") { document in
        .good.with(confidence: Double(document.text) ?? 0.5)
      }
      LabelingFunction("sets") { document in
        if document.contains("0.25") { return .anyOf(.good, .bad) }
        if document.contains("all") { return .anyOf(.good, .bad, .mixed) }
        return document.contains("none") ? nil : .only(.mixed).with(confidence: 0.12345)
      }
      LabelingFunction("otherwise") { _ in
        _ = Mood.good.with(confidence: 0.1)
        return .bad
      }
      Keywords("declared", ["all"], vote: .anyOf(.good, .bad))
    }
  }

  @Test func `what code casts travels with its batch, in order of appearance`() throws {
    let arena = try code().apply(["0.25", "0.75", "0.25", "all", "2"].map { TestDocument($0) })
    // Three classes, one declared ballot, then 0.25, 0.75, 0.5 and the confidence 0.123.
    #expect(arena.votes(of: 0) == [4, 5, 4, 6, Int16(WINNOW_FAULT)])
    #expect(arena.message(of: 0) == "the confidence 2.0 is not between 0 and 1")
    #expect(arena.votes(of: 1) == [3, 7, 3, -1, 7])
    #expect(arena.votes(of: 2) == [Int16](repeating: Int16(WINNOW_FAULT), count: 5))
    #expect(
      arena.message(of: 2)
        == "the confidence was given with another class than the vote is for"
    )
    #expect(arena.ballots.map(\.statements) == [[0], [0], [0], [2]])
    #expect(arena.ballots.map(\.confidence) == [0.25, 0.75, 0.5, 0.123])
  }

  @Test func `a batch that resumes keeps the ballots that were cast before`() throws {
    let plugin = code()
    let documents = ["0.25", "0.75"].map { TestDocument($0) }
    let arena = try plugin.apply(documents)
    arena.pointer.pointee.resume = WinnowCursor(function: 2, document: 1)
    plugin.plugin.apply(plugin.plugin.context, arena.pointer)
    #expect(arena.votes(of: 0) == [4, 5] && arena.votes(of: 1) == [3, 6])
    #expect(arena.ballots.count == 3)
  }

  @Test func `examples name ballots, and any confidence fulfills one without`() throws {
    let plugin = PluginUnderTest {
      LabelingFunction("scored") { _ in .good.with(confidence: 0.7) }
        .example("x", votes: .good)
        .example("x", votes: .good.with(confidence: 0.7))
        .example("x", votes: .good.with(confidence: 0.6))
        .example("x", votes: .anyOf(.good, .bad))
      Keywords("set", ["fine"], vote: .not(.bad))
        .example("fine", votes: .anyOf(.good, .mixed))
        .example("fine", votes: .good)
        .example("poor", votes: nil)
    }
    let failed = try plugin.manifest().failed_examples
    #expect(
      failed.map { "\($0.function): \($0.expected); \($0.outcome)" } == [
        "scored: 'good' with confidence 0.6; 'good' with confidence 0.7",
        "scored: not 'mixed'; 'good' with confidence 0.7",
        "set: 'good'; not 'bad'",
      ]
    )
    #expect(try plugin.manifest().ballots.count == 1)
  }

  @Test func `ballots that a task cannot have are mistakes with their place`() throws {
    let plugin = PluginUnderTest {
      Keywords("labels", ["x"], vote: [.good, .bad])
      Keywords("empty", ["x"], vote: .anyOf())
      Keywords("all", ["x"], vote: .anyOf(.good, .bad, .mixed))
      Keywords("unsure", ["x"], vote: .anyOf(.good, .bad).with(confidence: 1.5))
      Keywords("fine", ["x"], vote: .good).example("x", votes: .not(.good, .bad, .mixed))
    }
    let problems = try plugin.manifest().problems
    #expect(
      problems.map(\.headline) == [
        "function 'labels' has a vote that this task cannot have: it names labels that are present "
          + "or absent, in a task of one class a document",
        "function 'empty' has a vote that says nothing: it names no class",
        "function 'all' has a vote that says nothing: it names every class, or none",
        "function 'unsure' has a vote that this task cannot have: the confidence 1.5 is not between "
          + "0 and 1",
        "function 'fine' has a vote that says nothing: it names every class, or none",
      ]
    )
    #expect(Set(problems.map(\.line)).count == 5)
  }

  @Test func `a task of several labels says which are there and which are not`() throws {
    let plugin = PluginUnderTest(of: Mood.self, labels: .several) {
      Keywords("both", ["x"], vote: [.good, .mixed])
      Keywords("not_bad", ["x"], vote: .absent(.bad))
      Keywords("no_good", ["x"], vote: .not(.good))
      Keywords("one", ["x"], vote: .bad)
      LabelingFunction("code") { _ in .present(.good).absent(.bad) }
    }
    let manifest = try plugin.manifest()
    #expect(manifest.labels == "several")
    #expect(manifest.ballots.map(\.statements) == [[0, 2], [4], [3]])
    let arena = try plugin.apply([TestDocument("x")])
    #expect((0..<5).map { arena.votes(of: $0)[0] } == [3, 4, 5, 1, 6])
    #expect(arena.ballots.map(\.statements) == [[0, 4]])
    let mistakes = PluginUnderTest(of: Mood.self, labels: .several) {
      Keywords("either", ["x"], vote: .anyOf(.good, .mixed))
      Keywords("both", ["x"], vote: .present(.good).absent(.good))
      Keywords("unsure", ["x"], vote: .present(.good).with(confidence: 0.5))
    }
    #expect(
      try mistakes.manifest().problems.map(\.help) == [
        "list the labels that are present: 'vote: [.a, .b]'", "leave one of the two out",
        "vote where the score is high enough, without 'with(confidence:)'",
      ]
    )
  }

  private enum Animal: String, LabelClass, ClassTree {
    case cat, dog, parrot, car

    static let groups: [Group<Animal>] = [
      "animals": [.cat, .dog, .parrot], "furry": [.cat, .dog],
    ]
  }

  private enum Tangle: String, LabelClass, ClassTree {
    case a, b, c, d

    static let groups: [Group<Tangle>] = ["first": [.a, .b], "second": [.b, .c]]
  }

  @Test func `classes may stand in groups, which functions vote for`() throws {
    let plugin = PluginUnderTest(of: Animal.self) {
      Keywords("furry", ["leash"], vote: .group("furry"))
      Keywords("alive", ["breathes"], vote: .group("animals"))
    }
    let manifest = try plugin.manifest()
    #expect(manifest.problems.isEmpty)
    #expect(
      manifest.groups == [
        Manifest.Group(name: "animals", classes: [0, 1, 2]),
        Manifest.Group(name: "furry", classes: [0, 1]),
      ]
    )
    #expect(manifest.ballots.map(\.statements) == [[0, 1], [0, 1, 2]])
    let unknown = PluginUnderTest(of: Animal.self) {
      Keywords("furry", ["leash"], vote: .group("fury"))
    }
    #expect(
      try unknown.manifest().problems.map(\.headline) == [
        "function 'furry' has a vote that this task cannot have: there is no group 'fury'"
      ]
    )
    let tangle = PluginUnderTest(of: Tangle.self) { Keywords("a", ["a"], vote: .a) }
    #expect(
      try tangle.manifest().problems.map(\.headline) == [
        "the groups 'first' and 'second' share classes, and neither lies in the other"
      ]
    )
  }

  @Test func `a confidence goes with the vote it was given with, and with no other`() throws {
    struct Odd: Error {}
    let plugin = PluginUnderTest {
      LabelingFunction("throws") { document in
        let sure = Mood.good.with(confidence: 0.9)
        if document.text == "odd" { throw Odd() }
        return document.text == "sure" ? sure.with(confidence: 0.8) : .good
      }
      Keywords("set", ["x"], vote: .anyOf(.good.with(confidence: 0.7), .bad))
      Keywords("plain", ["x"], vote: .good)
    }
    #expect(try plugin.manifest().functions.map(\.votes) == [nil, [3], [0]])
    let arena = try plugin.apply(["odd", "x", "sure"].map { TestDocument($0) })
    #expect(arena.votes(of: 0) == [Int16(WINNOW_FAULT), 4, 5])
    #expect(arena.ballots.map(\.confidence) == [0.9, 0.8])
  }

  @Test func `sets of many classes take their room once, whatever the confidence`() throws {
    let plugin = PluginUnderTest {
      LabelingFunction("scored") { document in
        .not(.good).with(confidence: (Double(document.text) ?? 0) / 1000)
      }
    }
    let arena = try plugin.apply((0...1000).map { TestDocument("\($0)") })
    #expect(arena.ballots.count == 1001 && arena.pointer.pointee.statement_count == 2)
    #expect(arena.ballots.allSatisfy { $0.statements == [1, 2] })
  }

  @Test func `more ballots than a batch has room for are faults`() throws {
    let plugin = PluginUnderTest {
      LabelingFunction("scored") { document in
        let score = (Double(document.text) ?? 0) / 1000
        return document.contains("0") ? .good.with(confidence: score) : .bad.with(confidence: score)
      }
    }
    let arena = try plugin.apply((0...1000).map { TestDocument("\($0)") })
    #expect(arena.ballots.count == 1001)
    #expect(!arena.votes(of: 0).contains(Int16(WINNOW_FAULT)))
  }
}
