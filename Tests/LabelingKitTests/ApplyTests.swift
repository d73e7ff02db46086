import LabelingKit
import PluginABI
import Testing

struct ApplyTests {
  private struct Trouble: Error, CustomStringConvertible {
    var description: String { "trouble " + String(repeating: "é", count: 300) }
  }

  private func mixedPlugin() -> PluginUnderTest {
    PluginUnderTest {
      LabelingFunction("code") { $0.contains("c") ? .good : nil }
      Keywords("word", ["c"], vote: .bad)
      Lookup("lookup", table: "Fixtures/table.csv")
      Pattern("ahead", "c(?=d)", vote: .mixed)
    }
  }

  @Test func `every kind of function votes on every document`() throws {
    let arena = try mixedPlugin().apply(["c", "glad", "cd", "", "é c"].map { TestDocument($0) })
    #expect(arena.votes(of: 0) == [0, -1, 0, -1, 0])
    #expect(arena.votes(of: 1) == [1, -1, -1, -1, 1])
    #expect(arena.votes(of: 2) == [-1, 0, -1, -1, -1])
    #expect(arena.votes(of: 3) == [-1, -1, 2, -1, -1])
  }

  @Test func `a batch without documents is no problem`() throws {
    #expect(try mixedPlugin().apply([]).votes(of: 0).isEmpty)
  }

  @Test func `a function that is not enabled leaves its votes alone`() throws {
    let arena = try mixedPlugin().apply([TestDocument("cd glad c")], disabled: [1, 2])
    #expect((0..<4).map { arena.votes(of: $0) } == [[0], [-1], [-1], [2]])
  }

  @Test func `a batch resumes behind the cell that stopped a worker`() throws {
    let documents = (0..<3).map { _ in TestDocument("c") }
    // In a cursor code functions count from 1, and 0 stands for the matcher.
    let inCode = try mixedPlugin().apply(documents, resume: WinnowCursor(function: 1, document: 2))
    #expect(inCode.votes(of: 0) == [-1, -1, 0])
    #expect(inCode.votes(of: 1) == [-1, -1, -1])
    let inMatcher = try mixedPlugin().apply(
      documents,
      resume: WinnowCursor(function: 0, document: 1)
    )
    #expect(inMatcher.votes(of: 0) == [0, 0, 0])
    #expect(inMatcher.votes(of: 1) == [-1, 1, 1])
    let atEnd = try mixedPlugin().apply(documents, resume: WinnowCursor(function: 4, document: 3))
    #expect((0..<4).allSatisfy { atEnd.votes(of: $0) == [-1, -1, -1] })
  }

  @Test func `the running cell is marked`() throws {
    let documents = (0..<2).map { TestDocument("x", id: "d\($0)") }
    let arena = try mixedPlugin().apply(documents)
    // The last stage is the lookup: the third function, counted from 1.
    #expect(arena.pointer.pointee.running.function == 3)
    #expect(arena.pointer.pointee.running.document == 1)
  }

  @Test func `a function that throws costs its own cell`() throws {
    let plugin = PluginUnderTest {
      LabelingFunction("throws") { document in
        if document.contains("x") { throw Trouble() }
        return .good
      }
      LabelingFunction("after") { _ in .bad }
    }
    let arena = try plugin.apply(["a", "x", "b"].map { TestDocument($0) })
    #expect(arena.votes(of: 0) == [0, -2, 0])
    #expect(arena.votes(of: 1) == [1, 1, 1])
    #expect(arena.message(of: 0).hasPrefix("trouble éé"))
    #expect(arena.message(of: 0).utf8.count < WINNOW_MESSAGE_BYTES)
    #expect(!arena.message(of: 0).unicodeScalars.contains("\u{FFFD}"))
    #expect(arena.message(of: 1) == "")
  }

  @Test func `without a text every reader of the text is a fault, and nothing else`() throws {
    let plugin = PluginUnderTest {
      Keywords("word", ["c"], vote: .bad)
      LabelingFunction("text") { $0.text.isEmpty ? .good : nil }
      LabelingFunction("again") { $0.text.isEmpty ? .good : nil }
      LabelingFunction("words") { $0.words.isEmpty ? .good : nil }
      LabelingFunction("field") { try $0["n", as: Int.self] > 0 ? .good : nil }
      Lookup("lookup", list: "Fixtures/words.txt", vote: .good)
      Lookup("in_field", list: "Fixtures/words.txt", field: "mood", vote: .good)
    }
    let document = TestDocument(nil, fields: [("n", .number("1")), ("mood", .string("glad"))])
    let arena = try plugin.apply([document])
    #expect((0..<7).map { arena.votes(of: $0) } == [[-2], [-2], [-2], [-2], [0], [-2], [0]])
    #expect(arena.message(of: 0).contains("--text-field"))
  }

  @Test func `functions that do not run make no faults for the others`() throws {
    let plugin = PluginUnderTest {
      Keywords("word", ["c"], vote: .bad)
      LabelingFunction("field") { try $0["n", as: Int.self] > 0 ? .good : nil }
    }
    let arena = try plugin.apply([TestDocument(nil, fields: [("n", .number("1"))])], disabled: [0])
    #expect((0..<2).map { arena.votes(of: $0) } == [[-1], [0]])
  }

  @Test func `documents know their id and do not mix up batches`() throws {
    let plugin = PluginUnderTest { LabelingFunction("id") { $0.id == $0.text ? .good : .bad } }
    #expect(
      try plugin.votes(on: [TestDocument("a", id: "a"), TestDocument("b", id: "x")]) == [
        .good, .bad,
      ]
    )
    #expect(try plugin.votes(on: [TestDocument("longer", id: "longer")]) == [.good])
  }
}
