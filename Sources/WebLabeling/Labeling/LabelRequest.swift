internal import JSONText

/// What `POST /v1/label` is asked: documents as they stand, and whether to explain.
struct LabelRequest: Sendable {
  /// The documents as JSON Lines.
  var jsonLines: [UInt8]
  /// Whether explanations are wanted.
  var explains = false

  /// The documents one a line, as `winnow label` reads them.
  init(jsonLines: [UInt8]) { self.jsonLines = jsonLines }

  /// Reads `{"document": {…}}` or `{"documents": [{…}, …]}`, and `"explain": true`.
  ///
  /// - Throws: ``WebError`` with the byte where the body stops being JSON.
  init(json body: [UInt8]) throws(WebError) {
    guard String(validating: body, as: UTF8.self) != nil else {
      throw .badRequest("the body is not valid UTF-8")
    }
    var fields: [(key: String, value: JSONSlice)] = []
    var elements: [JSONSlice] = []
    do throws(JSONSyntaxError) {
      try body.withUnsafeBufferPointer { bytes throws(JSONSyntaxError) in
        var scanner = JSONScanner(bytes)
        _ = try scanner.object { key, value in
          fields.append((String(decoding: bytes[key.contents], as: UTF8.self), value))
        }
        try scanner.end()
        for (key, value) in fields where key == "documents" && value.kind == .array {
          var scanner = JSONScanner(bytes, at: value.range.lowerBound)
          _ = try scanner.array { elements.append($0) }
        }
      }
    } catch {
      throw .badRequest("byte \(error.offset + 1) of the body is not JSON: \(error.rule)")
    }
    var hasDocuments = false
    for (key, value) in fields {
      switch (key, value.kind) {
      case ("document", .object) where !hasDocuments:
        elements = [value]
        hasDocuments = true
      case ("documents", .array) where !hasDocuments: hasDocuments = true
      case ("explain", .bool): explains = body[value.range.lowerBound] == UInt8(ascii: "t")
      default:
        throw .badRequest(
          "'\(key.prefix(40))' is not what the route takes there",
          help: "send {\"document\": {…}} or {\"documents\": [{…}, …]}, and \"explain\": true"
        )
      }
    }
    guard hasDocuments else {
      throw .badRequest(
        "the body has neither 'document' nor 'documents'",
        help: "send {\"document\": {\"text\": \"…\"}}"
      )
    }
    if let odd = elements.firstIndex(where: { $0.kind != .object }) {
      throw .badRequest("document \(odd + 1) is not an object")
    }
    jsonLines = []
    for element in elements {
      // A line break stands between values only, never inside a string: it may be a blank.
      jsonLines += body[element.range].lazy.map { $0 == 0x0A || $0 == 0x0D ? 0x20 : $0 }
      jsonLines.append(0x0A)
    }
  }
}
