import CorpusIO
import LabelingCore
import Sessions
import Testing

/// Which documents a filter finds, and what of them is exported.
struct DocumentFilterTests {
  private let folder: SessionFolder
  private let engine: SessionEngine
  private let anna: Annotator
  private let ben: Annotator

  /// Of six documents anna answers 0 to 2, skips 3 and flags 4; ben disagrees about 1.
  private init(isBlind: Bool) throws {
    folder = try SessionFolder(documentCount: 6)
    engine = try folder.start(classes: ["ham", "spam", "odd"]) { $0.isBlind = isBlind }
    anna = try engine.annotator(named: "anna")
    ben = try engine.annotator(named: "ben")
    for (document, vote) in [(0, 0), (1, 1), (2, 1)] {
      try engine.answer(document, as: Vote(classIndex: vote), by: anna)
    }
    try engine.answer(1, as: Vote(classIndex: 0), by: ben)
    try engine.skip(3, by: anna)
    try engine.flag(4, by: anna)
    try engine.flag(5, by: anna)
    try engine.flag(5, false, by: anna)
    try engine.note("odd", on: 5, by: ben)
  }

  init() throws { try self.init(isBlind: false) }

  private func found(
    by viewer: Annotator,
    _ change: (inout DocumentFilter) -> Void
  ) throws -> [Int] {
    var filter = DocumentFilter()
    change(&filter)
    return try engine.documents(matching: filter, seenBy: viewer)
  }

  @Test func `documents are found by what was done to them`() throws {
    #expect(try found(by: ben) { _ in } == [0, 1, 2, 3, 4, 5])
    #expect(try found(by: ben) { $0.state = .unlabeled } == [3, 4, 5])
    #expect(try found(by: ben) { $0.state = .labeled } == [0, 1, 2])
    #expect(try found(by: ben) { $0.state = .skipped } == [3])
    #expect(try found(by: ben) { $0.state = .flagged } == [4])
    #expect(try found(by: ben) { $0.state = .noted } == [5])
    #expect(try found(by: ben) { $0.state = .disputed } == [1])
  }

  @Test func `class, annotator and words hold together`() throws {
    #expect(try found(by: ben) { $0.classIndex = 1 } == [1, 2])
    #expect(try found(by: ben) { $0.annotator = anna } == [0, 1, 2, 3])
    #expect(try found(by: ben) { ($0.annotator, $0.state) = (ben, .unlabeled) } == [0, 2, 3, 4, 5])
    #expect(try found(by: ben) { ($0.annotator, $0.classIndex) = (ben, 0) } == [1])
    #expect(try found(by: ben) { $0.words = "WIN" } == [0, 3])
    #expect(try found(by: ben) { ($0.words, $0.state) = ("win", .skipped) } == [3])
    #expect(try found(by: ben) { ($0.words, $0.state) = ("win", .flagged) } == [])
  }

  @Test func `in a blind session nobody learns what others did`() throws {
    let blind = try DocumentFilterTests(isBlind: true)
    let (anna, ben) = (blind.anna, blind.ben)
    #expect(try blind.found(by: ben) { $0.classIndex = 1 } == [])
    #expect(try blind.found(by: ben) { ($0.annotator, $0.classIndex) = (anna, 1) } == [])
    #expect(try blind.found(by: ben) { $0.state = .unlabeled } == [0, 2, 3, 4, 5])
    #expect(try blind.found(by: ben) { $0.state = .skipped } == [])
    #expect(try blind.found(by: ben) { $0.state = .flagged } == [])
    #expect(try blind.found(by: anna) { $0.state = .noted } == [])
    #expect(try blind.found(by: ben) { $0.state = .disputed } == [1])
    let carla = try blind.engine.annotator(named: "carla")
    #expect(try blind.found(by: carla) { $0.state = .disputed } == [])
    let text = String(
      decoding: try blind.engine.export([0, 1], seenBy: ben, as: .csv),
      as: UTF8.self
    )
    #expect(!text.contains("anna") && !text.contains("spam"))
    #expect(text.contains("ham"))
  }

  @Test func `two whose names look the same do not get each other's answers`() throws {
    let blind = try DocumentFilterTests(isBlind: true)
    let people = try ["ren\u{E9}", "rene\u{301}"].map { try blind.engine.annotator(named: $0) }
    try #require(people[0] != people[1])
    try blind.engine.answer(0, as: Vote(classIndex: 2), by: people[0])
    let text = String(
      decoding: try blind.engine.export([0], seenBy: people[1], as: .csv),
      as: UTF8.self
    )
    #expect(!text.contains("odd"))
  }

  @Test func `what is found is exported with labels, answers, flags and notes`() throws {
    let csv = String(decoding: try engine.export([0, 1, 4], seenBy: ben, as: .csv), as: UTF8.self)
    #expect(
      csv == """
        id,text,label,answers,flags,notes
        d0,document number 0 win money,ham,"[""anna: ham""]",0,[]
        d1,document number 1 hello,,"[""anna: spam"",""ben: ham""]",0,[]
        d4,document number 4 hello,,,1,[]

        """
    )
    let lines = String(decoding: try engine.export([5], seenBy: ben, as: .jsonl), as: UTF8.self)
    #expect(lines.contains("\"notes\":[\"odd\"]"))
  }

  @Test func `one's own answers are listed as they stand, the latest first, page by page`() throws {
    try engine.answer(0, as: Vote(classIndex: 2), by: anna)
    let first = try engine.history(of: anna, limit: 2)
    #expect(first.map(\.document) == [0, 3])
    #expect(first[0].says == .oneClass(2))
    #expect(first[1].says.isSkip)
    let rest = try engine.history(of: anna, before: first[1].place, limit: 9)
    #expect(rest.map(\.id) == ["d2", "d1"])
    #expect(try engine.history(of: ben, limit: 9).map(\.document) == [1])
    _ = try engine.undo(by: anna)
    #expect(try engine.history(of: anna, limit: 9).map(\.document) == [3, 2, 1, 0])
  }
}
