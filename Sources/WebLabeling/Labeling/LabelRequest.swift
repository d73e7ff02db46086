internal import JSONText
internal import LabelingCore
internal import Serving

/// What `POST /v1/label` is asked: documents as they stand, and whether to explain.
struct LabelRequest: Sendable {
  /// The documents as JSON Lines.
  private(set) var jsonLines: [UInt8]
  /// Whether explanations are wanted.
  private(set) var explains = false
  /// Where each document stands in a body that is one JSON object.
  private var elements: [JSONSlice] = []
  private var body: [UInt8] = []

  /// The documents one a line, as `winnow label` reads them.
  init(jsonLines: [UInt8]) { self.jsonLines = jsonLines }

  /// Reads `{"document": {…}}` or `{"documents": [{…}, …]}`, and `"explain": true`.
  ///
  /// Documents are looked at later, all in the same way: here they only have to be JSON.
  /// - Throws: ``WebError`` with the place where the body stops being what the route takes.
  init(json body: [UInt8]) throws(WebError) {
    self.body = body
    var fields: [(key: String, value: JSONSlice)] = []
    var documents: [JSONSlice] = []
    do throws(JSONSyntaxError) {
      try body.withUnsafeBufferPointer { bytes throws(JSONSyntaxError) in
        var scanner = JSONScanner(bytes)
        _ = try scanner.object { key, value in
          fields.append((String(decoding: bytes[key.contents], as: UTF8.self), value))
        }
        try scanner.end()
        for (key, value) in fields where key.isExactly("documents") && value.kind == .array {
          var scanner = JSONScanner(bytes, at: value.range.lowerBound)
          _ = try scanner.array { documents.append($0) }
        }
      }
    } catch {
      var places = PlaceCounter(body)
      let (line, column) = places.place(of: error.offset)
      throw .badRequest("line \(line), column \(column): the body is JSON: \(error.rule)")
    }
    var seen: [String] = []
    for (key, value) in fields {
      if seen.contains(where: { $0.isExactly(key) }) {
        throw .badRequest("'\(key.prefix(40))' is in the body more than once")
      }
      seen.append(key)
      switch value.kind {
      case .object where key.isExactly("document"): documents = [value]
      case .array where key.isExactly("documents"): break
      case .bool where key.isExactly("explain"):
        explains = body[value.range.lowerBound] == UInt8(ascii: "t")
      default:
        throw .badRequest(
          "'\(key.prefix(40))' is not what the route takes there",
          help: "send {\"document\": {…}} or {\"documents\": [{…}, …]}, and \"explain\": true"
        )
      }
    }
    let given = seen.filter { !$0.isExactly("explain") }
    guard given.count == 1 else {
      throw .badRequest(
        given.isEmpty
          ? "the body has neither 'document' nor 'documents'"
          : "the body has either 'document' or 'documents'",
        help: "send {\"document\": {\"text\": \"…\"}}"
      )
    }
    elements = documents
    jsonLines = []
    for element in elements {
      // A line break stands between values only, never inside a string: it may be a blank.
      jsonLines += body[element.range].lazy.map { $0 == 0x0A || $0 == 0x0D ? 0x20 : $0 }
      jsonLines.append(0x0A)
    }
  }

  /// The refusal that names every bad record, with its place in the body.
  func refusal(naming bad: BadRecords) -> WebError {
    var places = PlaceCounter(body)
    let records = bad.first.map { record in
      var line = record.diagnostic.location?.line
      var column = record.diagnostic.location?.column
      var message = record.diagnostic.headline
      if elements.indices.contains(record.index) {
        let element = elements[record.index]
        (line, column) = places.place(of: element.range.lowerBound + (column ?? 1) - 1)
        if element.kind != .object { message = "a document is a JSON object" }
      }
      return WebError.Record(index: record.index, line: line, column: column, message: message)
    }
    return WebError(badRecords: records, count: bad.count)
  }
}

/// Finds lines and columns of bytes that come in their order, in one pass.
private struct PlaceCounter {
  private let bytes: [UInt8]
  private var offset = 0
  private var line = 1
  private var lineStart = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Line and column, both from 1, of a byte that is not before the one asked for last.
  mutating func place(of wanted: Int) -> (line: Int, column: Int) {
    while offset < min(wanted, bytes.count) {
      if bytes[offset] == 0x0A { (line, lineStart) = (line + 1, offset + 1) }
      offset += 1
    }
    return (line, wanted - lineStart + 1)
  }
}
