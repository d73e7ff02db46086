internal import JSONText
internal import LabelingCore

/// A file of answers as another tool wrote it, and what its formats have in common.
struct AnswerReader {
  let path: String
  let bytes: [UInt8]

  /// The values of a file of JSON Lines, or of one array.
  func values() throws -> [(JSONValue, SourceLocation)] {
    guard bytes.first(where: { $0 > 0x20 }) == UInt8(ascii: "[") else { return try lines() }
    return try bytes.withUnsafeBufferPointer {
      text -> Result<[(JSONValue, SourceLocation)], any Error> in
      Result {
        var scanner = JSONScanner(text)
        var found: [(JSONValue, SourceLocation)] = []
        var line = 1
        var counted = 0
        do throws(JSONSyntaxError) {
          _ = try scanner.array { element in
            line += text[counted..<element.range.lowerBound].count { $0 == 0x0A }
            counted = element.range.lowerBound
            found.append((JSONValue(element, in: text), SourceLocation(path, line: line)))
          }
          try scanner.end()
        } catch {
          throw syntax(error, in: text, line: 1, start: 0)
        }
        return found
      }
    }.get()
  }

  /// The values of a file of JSON Lines.
  func lines() throws -> [(JSONValue, SourceLocation)] {
    try bytes.withUnsafeBufferPointer { text -> Result<[(JSONValue, SourceLocation)], any Error> in
      Result {
        var found: [(JSONValue, SourceLocation)] = []
        var start = 0
        var line = 0
        while start < text.count {
          line += 1
          let end = text[start...].firstIndex(of: 0x0A) ?? text.count
          defer { start = end + 1 }
          guard text[start..<end].contains(where: { $0 > 0x20 }) else { continue }
          let record = UnsafeBufferPointer(rebasing: text[start..<end])
          var scanner = JSONScanner(record)
          do throws(JSONSyntaxError) {
            let slice = try scanner.value()
            try scanner.end()
            found.append((JSONValue(slice, in: record), SourceLocation(path, line: line)))
          } catch {
            throw syntax(error, in: record, line: line, start: 0)
          }
        }
        return found
      }
    }.get()
  }

  private func syntax(
    _ error: JSONSyntaxError,
    in text: UnsafeBufferPointer<UInt8>,
    line: Int,
    start: Int
  ) -> Diagnostic {
    let before = text[..<min(error.offset, text.count)]
    let lineStart = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    return Diagnostic(
      at: SourceLocation(
        path,
        line: line + before.count { $0 == 0x0A },
        column: error.offset - lineStart + 1
      ),
      error.rule
    )
  }

  /// The one class of a document; `nil` for none.
  ///
  /// - Throws: A `Diagnostic` for several classes.
  func single(_ labels: [String]?, _ place: SourceLocation) throws -> String? {
    guard let labels, labels.count > 1 else { return labels?.first }
    throw Diagnostic(
      at: place,
      "a document has one class, and here are \(labels.count)",
      help: "make a session per class of a corpus with several classes a document"
    )
  }

  /// What is said of a record that has no class of the document.
  func noClass(_ place: SourceLocation, _ found: String) -> Diagnostic {
    Diagnostic(
      at: place,
      "the record says nothing about a class: it has \(found)",
      help: "sessions are about classes of whole documents, by name; spans cannot be imported"
    )
  }
}
