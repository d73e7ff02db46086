internal import JSONText
internal import LabelingCore
internal import Platform

/// Sequence sets of WRENCH: a JSON object of documents by number, each with its tokens, its true
/// spans and what functions marked.
///
/// Spans are `[start, end, type]` by token, `weak_labels` has a list of them per function (the shape
/// of the conditional hidden Markov model's sets), or tags per token, `weak_labels` has a list of
/// tags by function per token (the older shape). Names of functions and types are in `meta.json`
/// next to the file, as `lf` and `entity_types`; without it functions are numbered from 1.
/// - SeeAlso: github.com/JieyuZ2/wrench, github.com/Yinghao-Li/CHMM-ALT
struct WrenchSpansFormat: SpanFileFormat {
  let name = "wrench-spans"

  func read(_ json: SpanJSON) throws -> SpanFile {
    let whole = try json.whole(help: "the file is one object of documents, {\"0\": {...}, ...}")
    guard whole.kind == .object else {
      throw json.fault(whole, "the file is an object of documents", help: Self.shape)
    }
    let facts = try WrenchFacts(besides: json.path)
    var types = SpanTypes(declared: facts?.types)
    var functionCount = facts?.functions.count
    var known: Set<ExactString> = []
    var documents: [(number: Int?, document: SpanDocument)] = []
    var (counted, line) = (0, 1)
    for (id, value) in json.members(of: whole) {
      line += json.bytes[counted..<value.range.lowerBound].count { $0 == 0x0A }
      counted = value.range.lowerBound
      guard known.insert(ExactString(id)).inserted else {
        throw json.fault(value, "id '\(id)' occurs once", help: "keep one of the two")
      }
      let document = try self.document(value, id: id, line, json, &types, &functionCount)
      documents.append((Int(id), document))
    }
    // Ids are numbers as strings; other ids stay in the order of the file, behind them.
    let order = documents.indices.sorted {
      (documents[$0].number ?? .max, $0) < (documents[$1].number ?? .max, $1)
    }
    var sorted = order.map { documents[$0].document }
    types.sort(&sorted)
    return SpanFile(
      path: json.path,
      functions: facts?.functions ?? (0..<(functionCount ?? 0)).map { "function_\($0 + 1)" },
      types: types.table.names,
      documents: sorted
    )
  }

  var shape: String { Self.shape }

  private static let taggedShape =
    "a document of two tokens and two functions is {\"label\": [\"B-x\", \"O\"], "
    + "\"data\": {\"text\": [tokens]}, \"weak_labels\": [[\"B-x\", \"O\"], [\"O\", \"O\"]]}"

  private static let shape =
    "a document is {\"label\": [[start, end, type]], \"data\": {\"text\": [tokens]}, "
    + "\"weak_labels\": [[[start, end, type]]]}"

  private func document(
    _ value: JSONSlice,
    id: String,
    _ line: Int,
    _ json: SpanJSON,
    _ types: inout SpanTypes,
    _ functionCount: inout Int?
  ) throws -> SpanDocument {
    guard value.kind == .object else {
      throw json.fault(value, "a document is an object", help: Self.shape)
    }
    guard let data = json.member("data", of: value), let text = json.member("text", of: data),
      let tokens = json.strings(text)
    else {
      throw json.fault(value, "a document has 'data' with its tokens as 'text'", help: Self.shape)
    }
    var document = SpanDocument(id: id, tokens: tokens, line: line)
    if let label = json.member("label", of: value), label.kind != .null {
      document.spans = try spans(label, count: tokens.count, json, &types)
    }
    guard let votes = json.member("weak_labels", of: value), votes.kind != .null else {
      return document
    }
    guard let lists = json.elements(of: votes) else {
      throw json.fault(votes, "'weak_labels' is a list with a list per function", help: Self.shape)
    }
    // Tags of no tokens are no lists, whatever the number of functions.
    if tokens.isEmpty, lists.isEmpty { return document }
    if lists.contains(where: { isTagged($0, json) }) {
      try addTags(lists, at: votes, to: &document, json, &types, &functionCount)
      return document
    }
    try check(lists.count, at: votes, json, &functionCount)
    for (function, list) in lists.enumerated() {
      document.votes += try spans(list, count: tokens.count, json, &types).map {
        SpanDocument.Vote(function: function, span: $0)
      }
    }
    return document
  }

  private func check(
    _ count: Int,
    at value: JSONSlice,
    _ json: SpanJSON,
    _ functionCount: inout Int?
  ) throws {
    guard let known = functionCount else { return functionCount = count }
    guard known == count else {
      throw json.fault(
        value,
        "'weak_labels' has a list for each of the \(known) functions, here are \(count)",
        help: "the names are in 'meta.json' as 'lf'; functions without spans have an empty list"
      )
    }
  }

  /// Whether a list holds tags, and not spans.
  private func isTagged(_ list: JSONSlice, _ json: SpanJSON) -> Bool {
    json.elements(of: list)?.first?.kind == .string
  }

  /// Spans, or tags of all tokens.
  private func spans(
    _ value: JSONSlice,
    count: Int,
    _ json: SpanJSON,
    _ types: inout SpanTypes
  ) throws -> [LabeledSpan] {
    guard let elements = json.elements(of: value) else {
      throw json.fault(value, "spans are a list", help: Self.shape)
    }
    if elements.first?.kind == .string {
      guard elements.count == count else {
        throw json.fault(
          value,
          "there is a tag for each of the \(count) tokens",
          help: Self.taggedShape
        )
      }
      return try spans(ofTags: elements, json, &types)
    }
    return try elements.map { element in
      guard let parts = json.elements(of: element), parts.count == 3,
        let start = json.number(parts[0]), let end = json.number(parts[1])
      else { throw json.fault(element, "a span is [start, end, type]", help: Self.shape) }
      guard start >= 0, start < end, end <= count else {
        throw json.fault(
          element,
          "a span begins before it ends and within the \(count) tokens, not at \(start) to \(end)",
          help: "tokens are counted from 0, and the end is behind the last token"
        )
      }
      return LabeledSpan(start..<end, type: try types.index(parts[2], in: json))
    }
  }

  /// Tags by token and function, the older shape.
  private func addTags(
    _ rows: [JSONSlice],
    at value: JSONSlice,
    to document: inout SpanDocument,
    _ json: SpanJSON,
    _ types: inout SpanTypes,
    _ functionCount: inout Int?
  ) throws {
    guard rows.count == document.length else {
      throw json.fault(
        value,
        "'weak_labels' has the tags of the functions for each of the \(document.length) tokens",
        help: Self.taggedShape
      )
    }
    let tags = rows.map { json.elements(of: $0) ?? [] }
    for (row, own) in zip(rows, tags) { try check(own.count, at: row, json, &functionCount) }
    for function in 0..<(functionCount ?? 0) {
      document.votes += try spans(ofTags: tags.map { $0[function] }, json, &types).map {
        SpanDocument.Vote(function: function, span: $0)
      }
    }
  }

  /// The spans of tags; an inside tag behind another type, or behind none, begins a span.
  private func spans(
    ofTags tags: [JSONSlice],
    _ json: SpanJSON,
    _ types: inout SpanTypes
  ) throws -> [LabeledSpan] {
    var spans: [LabeledSpan] = []
    for (position, tag) in tags.enumerated() {
      guard let text = json.string(tag) else {
        throw json.fault(tag, "a tag is a string", help: Self.taggedShape)
      }
      if text == "O" { continue }
      let isInside = text.utf8.starts(with: "I-".utf8)
      guard isInside || text.utf8.starts(with: "B-".utf8) else {
        throw json.fault(
          tag,
          "a tag is O, or B- or I- with a type, not '\(text)'",
          help: Self.taggedShape
        )
      }
      let type = try types.index(of: String(Substring(text.utf8.dropFirst(2))), at: tag, in: json)
      if isInside, let last = spans.last, Int(last.end) == position,
        Int(last.type) == type
      {
        spans[spans.count - 1].end += 1
      } else {
        spans.append(LabeledSpan(position..<(position + 1), type: type))
      }
    }
    return spans
  }
}

/// What `meta.json` next to the files of a set says.
private struct WrenchFacts {
  /// Names of the functions.
  let functions: [String]
  /// The types of spans; `nil` takes those that occur.
  let types: [String]?

  private static let shape = "write \"lf\": [\"names\", \"titles\"], or move the file away"

  /// Reads the facts of a set; `nil` when there is no such file.
  ///
  /// - Parameter path: A file of the set.
  /// - Throws: A `Diagnostic` for a file that names no functions.
  init?(besides path: String) throws {
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
    let own = "\(folder)meta.json"
    guard path != "-", (try? FileStatus(of: own))?.kind == .plain else { return nil }
    let bytes = try WholeFile.labelModel.bytes(at: own)
    (functions, types) = try bytes.withUnsafeBufferPointer { bytes in
      let json = SpanJSON(path: own, bytes: bytes)
      let whole = try json.whole(help: Self.shape)
      guard let names = json.member("lf", of: whole), let functions = json.strings(names),
        Set(functions.map { ExactString($0) }).count == functions.count
      else {
        throw json.fault(
          whole,
          "'meta.json' names the functions as 'lf', each once",
          help: Self.shape
        )
      }
      return (functions, json.member("entity_types", of: whole).flatMap { json.strings($0) })
    }
  }
}
