package import LabelingCore

/// A file of documents with spans: what functions marked, what is there, or both.
package struct SpanFile: Sendable {
  /// The file.
  package var path: String
  /// Names of the functions whose votes it has; none of a file of labels.
  package var functions: [String] = []
  /// The types of spans, in their order.
  package var types: LabelSpace
  /// The documents, with unique ids.
  package var documents: [SpanDocument]

  /// Whether it says of any document which spans are there.
  package var hasSpans: Bool { documents.contains { $0.spans != nil } }

  /// Reads a file.
  ///
  /// - Throws: A `Diagnostic` with the place of what is wrong.
  package init(at path: String, format: SpanFormat) throws {
    let bytes = try WholeFile.spans.bytes(at: path)
    guard String(validating: bytes, as: UTF8.self) != nil else {
      throw Diagnostic(
        at: SourceLocation(path),
        "a file of spans is UTF-8",
        help: "convert the file, for example with 'iconv -f windows-1252 -t utf-8'"
      )
    }
    guard bytes.contains(where: { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }) else {
      throw Diagnostic(at: SourceLocation(path), "the file is empty", help: format.format.advice)
    }
    self = try bytes.withUnsafeBufferPointer {
      try format.format.read(SpanJSON(path: path, bytes: $0))
    }
    guard !documents.isEmpty else {
      throw Diagnostic(
        at: SourceLocation(path),
        "the file holds no document",
        help: format.format.advice
      )
    }
  }

  /// Puts a file together.
  init(path: String, functions: [String] = [], types: [String], documents: [SpanDocument]) {
    self.path = path
    self.functions = functions
    self.types = LabelSpace(types)
    self.documents = documents
  }
}
