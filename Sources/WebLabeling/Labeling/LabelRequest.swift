internal import JSONText
internal import LabelingCore
internal import Serving

/// What `POST /v1/label` is asked: documents as they are, and whether to explain.
struct LabelRequest: Sendable {
  /// The documents as JSON Lines.
  private(set) var jsonLines: [UInt8]
  /// Whether explanations are wanted.
  private(set) var explains = false
  /// Where each document is in a body that is one JSON object.
  private var elements: [JSONSlice] = []
  private var body: [UInt8] = []

  /// The documents one a line, as `winnow label` reads them.
  init(jsonLines: [UInt8]) { self.jsonLines = jsonLines }

  /// Reads `{"document": {…}}` or `{"documents": [{…}, …]}`, and `"explain": true`.
  ///
  /// Documents are looked at later, all in the same way: here they only have to be JSON.
  /// - Throws: ``WebError`` with the place where the body stops being what the route takes.
  init(json bytes: [UInt8]) throws(WebError) {
    let body = try JSONBody(bytes)
    self.body = bytes
    for (name, value) in body.members {
      switch value.kind {
      case .object where name.isExactly("document"): elements = [value]
      case .array where name.isExactly("documents"): elements = body.elements(of: value) ?? []
      case .bool where name.isExactly("explain"):
        explains = bytes[value.range.lowerBound] == UInt8(ascii: "t")
      default:
        throw .badRequest(
          "'\(name.prefix(40))' is not what the route takes there",
          help: "send {\"document\": {…}} or {\"documents\": [{…}, …]}, and \"explain\": true"
        )
      }
    }
    let given = body.members.filter { !$0.name.isExactly("explain") }
    guard given.count == 1 else {
      throw .badRequest(
        given.isEmpty
          ? "the body has neither 'document' nor 'documents'"
          : "the body has either 'document' or 'documents'",
        help: "send {\"document\": {\"text\": \"…\"}}"
      )
    }
    jsonLines = elements.flatMap { body.line(of: $0) }
  }

  /// Reads a body that is the document itself.
  ///
  /// - Throws: ``WebError`` with the place where the body stops being a JSON object.
  init(document bytes: [UInt8]) throws(WebError) {
    let body = try JSONBody(bytes)
    self.body = bytes
    let start = bytes.firstIndex(of: UInt8(ascii: "{")) ?? 0
    elements = [JSONSlice(kind: .object, range: start..<bytes.count)]
    jsonLines = elements.flatMap { body.line(of: $0) }
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
