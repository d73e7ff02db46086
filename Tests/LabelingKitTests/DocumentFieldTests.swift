import LabelingKit
import Testing

struct DocumentFieldTests {
  /// What a closure reads from a document that came through an arena.
  private func vote(
    _ fields: [(String, TestDocument.Value)],
    _ body: @escaping @Sendable (Document) throws -> Mood?
  ) throws -> Mood? {
    let plugin = PluginUnderTest { LabelingFunction("f", vote: body) }
    return try plugin.votes(on: [TestDocument("text", fields: fields)])[0]
  }

  private func fault(
    _ fields: [(String, TestDocument.Value)],
    _ body: @escaping @Sendable (Document) throws -> Mood?
  ) throws -> String {
    let plugin = PluginUnderTest { LabelingFunction("f", vote: body) }
    let arena = try plugin.apply([TestDocument("text", fields: fields)])
    try #require(arena.votes(of: 0) == [-2])
    return arena.message(of: 0)
  }

  @Test(
    arguments: [("42", 42), (" -7\n", -7), ("+5", 5), ("007", 7)]
  )
  func `whole numbers are read from numbers and text`(text: String, number: Int) throws {
    for value in [TestDocument.Value.number(text), .string(text)] {
      #expect(
        try vote([("n", value)]) { try $0["n", as: Int.self] == number ? .good : .bad } == .good
      )
    }
  }

  @Test(arguments: ["", "1.0", "1e3", "abc", "99999999999999999999", "0x10", "1 2", "٣"])
  func `what is no whole number is malformed`(text: String) throws {
    let message = try fault([("n", .string(text))]) { try $0["n", as: Int.self] > 0 ? .good : nil }
    #expect(message == "field 'n' is not of type Int")
  }

  @Test(arguments: [("1.5", 1.5), ("-2e3", -2000), (" 7 ", 7), (".5", 0.5)])
  func `numbers are read`(text: String, number: Double) throws {
    #expect(
      try vote([("n", .string(text))]) { try $0["n", as: Double.self] == number ? .good : .bad }
        == .good
    )
  }

  @Test(arguments: ["", "nan", "inf", "1,5", "0x1F", "1.5kg"])
  func `what is no finite decimal number is malformed`(text: String) throws {
    let message = try fault([("n", .string(text))]) {
      try $0["n", as: Double.self] > 0 ? .good : nil
    }
    #expect(message == "field 'n' is not of type Double")
  }

  @Test(
    arguments: [
      ("true", true), ("YES", true), ("1", true), ("False", false), (" no ", false), ("0", false),
    ]
  )
  func `booleans are read`(text: String, expected: Bool) throws {
    #expect(
      try vote([("b", .string(text))]) { try $0["b", as: Bool.self] == expected ? .good : .bad }
        == .good
    )
    #expect(
      try vote([("b", .bool(expected))]) { try $0["b", as: Bool.self] == expected ? .good : .bad }
        == .good
    )
  }

  @Test func `a missing or null field throws, or is nil on request`() throws {
    for fields in [[], [("n", TestDocument.Value.null)]] {
      #expect(
        try fault(fields) { try $0["n", as: Int.self] > 0 ? .good : nil }
          == "field 'n' is missing or null"
      )
      #expect(
        try vote(fields) { try $0[ifPresent: "n", as: Int.self] == nil ? .good : .bad } == .good
      )
      #expect(try vote(fields) { $0["n"] == nil ? .good : .bad } == .good)
    }
    let malformed: [(String, TestDocument.Value)] = [("n", .string("x"))]
    _ = try fault(malformed) { try $0[ifPresent: "n", as: Int.self] == nil ? .good : .bad }
  }

  @Test(arguments: ["", " "])
  func `an empty cell is no number: nil on request, malformed otherwise`(text: String) throws {
    let fields: [(String, TestDocument.Value)] = [("n", .string(text))]
    #expect(
      try vote(fields) { document in
        let isNil =
          try document[ifPresent: "n", as: Int.self] == nil
          && document[ifPresent: "n", as: Double.self] == nil
          && document[ifPresent: "n", as: [Bool].self] == nil
        return try isNil && document[ifPresent: "n", as: String.self] == text ? .good : .bad
      } == .good
    )
    #expect(
      try fault(fields) { try $0["n", as: Int.self] > 0 ? .good : nil }
        == "field 'n' is not of type Int"
    )
  }

  @Test(arguments: ["user.name", "user/name", "/user/name"])
  func `a path reaches into nested values`(path: String) throws {
    let fields = [("user", TestDocument.Value.json(#"{"id": 3, "name": "A\u0301 \"x\""}"#))]
    #expect(try vote(fields) { $0[path] == "A\u{301} \"x\"" ? .good : .bad } == .good)
  }

  @Test func `a field whose name looks like a path wins`() throws {
    let fields: [(String, TestDocument.Value)] = [
      ("a", .json(#"{"b": "inner"}"#)), ("a.b", .string("outer")),
    ]
    #expect(try vote(fields) { $0["a.b"] == "outer" ? .good : .bad } == .good)
    #expect(try vote(fields) { $0["a/b"] == "inner" ? .good : .bad } == .good)
  }

  @Test func `lists are read as arrays, wherever they stand`() throws {
    let fields: [(String, TestDocument.Value)] = [
      ("tags", .json(#"["a", "b\n", null]"#)), ("user", .json(#"{"scores": [1, 2], "none": []}"#)),
      ("empty", .json("[]")), ("one", .string("x")), ("items", .json(#"[{"n": 1}, {"n": 2}, {}]"#)),
    ]
    #expect(
      try vote(fields) { try $0["tags", as: [String].self] == ["a", "b\n"] ? .good : .bad } == .good
    )
    #expect(
      try vote(fields) { try $0["user.scores", as: [Int].self] == [1, 2] ? .good : .bad } == .good
    )
    #expect(
      try vote(fields) { try $0["items.n", as: [Int].self] == [1, 2] ? .good : .bad } == .good
    )
    #expect(try vote(fields) { try $0["one", as: [String].self] == ["x"] ? .good : .bad } == .good)
    #expect(try vote(fields) { try $0["empty", as: [String].self] == [] ? .good : .bad } == .good)
    #expect(try vote(fields) { try $0["user.none", as: [Int].self] == [] ? .good : .bad } == .good)
    #expect(try vote(fields) { try $0["user.scores.1", as: Int.self] == 2 ? .good : .bad } == .good)
    #expect(try vote(fields) { $0["tags"] == "a" ? .good : .bad } == .good)
  }

  @Test func `a list is no single number, and its elements are checked`() throws {
    let fields: [(String, TestDocument.Value)] = [
      ("n", .json("[1, 2]")), ("m", .json(#"[1, "x"]"#)),
    ]
    #expect(
      try fault(fields) { try $0["n", as: Int.self] > 0 ? .good : nil }
        == "field 'n' is not of type Int"
    )
    #expect(
      try fault(fields) { try $0["m", as: [Int].self].isEmpty ? .good : nil }
        == "field 'm' is not of type Array<Int>"
    )
  }

  @Test func `a nested object reads as JSON`() throws {
    let fields = [("user", TestDocument.Value.json(#"{"a": 1}"#))]
    #expect(try vote(fields) { $0["user"] == #"{"a": 1}"# ? .good : .bad } == .good)
  }

  @Test func `fields are named in the order of the file`() throws {
    let fields: [(String, TestDocument.Value)] = [
      ("z", .null), ("a", .string("1")), ("m", .bool(true)),
    ]
    #expect(try vote(fields) { $0.fieldNames == ["z", "a", "m"] ? .good : .bad } == .good)
  }

  @Test func `documents made from strings have fields too`() throws {
    let document = Document(text: "t", fields: ["age": "41", "user.name": "Zoë"])
    #expect(try document["age", as: Int.self] == 41)
    #expect(document["user.name"] == "Zoë")
    #expect(document["missing"] == nil)
    #expect(document.fieldNames == ["age", "user.name"])
  }

  @Test func `an XML element is read as its text, and its parts by paths`() throws {
    let field = TestDocument.Value.element(
      ##"{"@k":"v","#text":"an ","i":"in","#text":" ","b":{"@n":"2","#text":"vitro"},"i":"x"}"##
    )
    let paths = [
      ("t", "an in vitrox"), ("t/@k", "v"), ("t/i", "in"), ("t/i/1", "x"), ("t/b", "vitro"),
      ("t/b/@n", "2"), ("t/#text", "an  "),
    ]
    for (path, text) in paths {
      #expect(try vote([("t", field)]) { $0[path] == text ? .good : .bad } == .good, "\(path)")
    }
    let number = TestDocument.Value.element(##"{"@unit":"kg","#text":" 7 "}"##)
    #expect(try vote([("n", number)]) { try $0["n", as: Int.self] == 7 ? .good : .bad } == .good)
    let list = TestDocument.Value.element(##"["a",{"@k":"1","#text":"b"}]"##)
    #expect(
      try vote([("l", list)]) { try $0["l", as: [String].self] == ["a", "b"] ? .good : .bad }
        == .good
    )
  }

  @Test func `names of fields are compared by their code units`() throws {
    let fields: [(String, TestDocument.Value)] = [
      ("caf\u{E9}", .string("1")), ("cafe\u{301}", .string("2")),
    ]
    #expect(
      try vote(fields) { $0["caf\u{E9}"] == "1" && $0["cafe\u{301}"] == "2" ? .good : .bad }
        == .good
    )
  }
}
