internal import JSONText
internal import LabelingCore

/// Winnow's own JSON Lines of spans.
///
/// A document is a line: `id`, `text` or `tokens`, `offsets`, which says what positions count, and
/// `spans` of `start`, `end` and `label`; `text` of a span is compared with that of the document.
struct SpanLinesFormat: SpanFileFormat {
  let name = "spans-jsonl"

  var shape: String { Self.shape }

  private static let shape =
    "a line is {\"id\": \"7\", \"text\": \"...\", \"offsets\": \"characters\", "
    + "\"spans\": [{\"start\": 0, \"end\": 4, \"label\": \"...\"}]}"

  func read(_ json: SpanJSON) throws -> SpanFile {
    var types = SpanTypes(declared: nil)
    var known: Set<ExactString> = []
    var documents: [SpanDocument] = []
    var (counted, line) = (0, 1)
    for value in try json.lines(help: advice) {
      line += json.bytes[counted..<value.range.lowerBound].count { $0 == 0x0A }
      counted = value.range.lowerBound
      let document = try self.document(value, line, json, &types)
      guard known.insert(ExactString(document.id)).inserted else {
        throw json.fault(value, "id '\(document.id)' occurs once", help: "keep one of the two")
      }
      documents.append(document)
    }
    types.sort(&documents)
    return SpanFile(path: json.path, types: types.table.names, documents: documents)
  }

  private func document(
    _ value: JSONSlice,
    _ line: Int,
    _ json: SpanJSON,
    _ types: inout SpanTypes
  ) throws -> SpanDocument {
    guard value.kind == .object, let id = json.member("id", of: value).flatMap(json.string) else {
      throw json.fault(value, "a document is an object with an 'id'", help: advice)
    }
    guard let unit = json.member("offsets", of: value).flatMap(json.string),
      let offsets = SpanOffsets(rawValue: unit)
    else {
      throw json.fault(
        json.member("offsets", of: value) ?? value,
        "'offsets' says what positions count: "
          + SpanOffsets.allCases.map { "'\($0.rawValue)'" }.joined(separator: ", "),
        help: Self.shape
      )
    }
    let text = json.member("text", of: value).flatMap(json.string)
    var document: SpanDocument
    if let tokens = json.member("tokens", of: value).flatMap(json.strings) {
      document = SpanDocument(id: id, tokens: tokens, line: line)
      if let text, !text.isExactly(document.text) {
        throw json.fault(
          value,
          "the text of '\(id)' is its tokens with a blank between them",
          help: "leave out one of the two, 'text' or 'tokens'"
        )
      }
    } else if let text, offsets != .tokens {
      document = SpanDocument(id: id, text: text, line: line)
    } else {
      throw json.fault(
        value,
        "a document has its '\(offsets == .tokens ? "tokens" : "text")'",
        help: Self.shape
      )
    }
    guard let spans = json.member("spans", of: value) else { return document }
    guard let elements = json.elements(of: spans) else {
      throw json.fault(spans, "'spans' is a list", help: Self.shape)
    }
    let boundaries = offsets.boundaries(of: document.text)
    document.spans = try elements.map {
      try span($0, of: document, offsets, boundaries, json, &types)
    }
    return document
  }

  private func span(
    _ value: JSONSlice,
    of document: SpanDocument,
    _ offsets: SpanOffsets,
    _ boundaries: [Int32],
    _ json: SpanJSON,
    _ types: inout SpanTypes
  ) throws -> LabeledSpan {
    let members = json.members(of: value)
    func member(_ name: String) -> JSONSlice? { members.last { $0.key == name }?.value }
    guard let start = member("start").flatMap(json.number),
      let end = member("end").flatMap(json.number),
      let label = member("label")
    else { throw json.fault(value, "a span has 'start', 'end' and 'label'", help: Self.shape) }
    let type = try types.index(label, in: json)
    let count = offsets == .tokens ? document.length : boundaries.count - 1
    guard start >= 0, start < end, end <= count else {
      throw json.fault(
        value,
        "a span begins before it ends and within the \(count) \(offsets.rawValue), "
          + "not at \(start) to \(end)",
        help: "positions are counted from 0, and the end is behind the last"
      )
    }
    let span: LabeledSpan?
    if offsets == .tokens {
      span = LabeledSpan(start..<end, type: type)
    } else if boundaries[start] < 0 || boundaries[end] < 0 {
      span = nil
    } else {
      span = document.span(ofBytes: Int(boundaries[start])..<Int(boundaries[end]), type: type)
    }
    guard let span else {
      throw json.fault(
        value,
        "a span begins and ends between \(document.tokens == nil ? "characters" : "tokens")",
        help: "'offsets' may be of another unit than '\(offsets.rawValue)'"
      )
    }
    if let quoted = member("text").flatMap(json.string) {
      let own = document.text(of: span)
      guard quoted.isExactly(own) else {
        throw json.fault(
          value,
          "the span of '\(document.id)' is '\(own)' by its positions, and '\(quoted)' by its text",
          help: "'offsets' may be of another unit than '\(offsets.rawValue)'"
        )
      }
    }
    return span
  }
}
