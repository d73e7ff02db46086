package import LabelIO
package import LabelingCore

/// Gold spans by document.
package struct SpanGoldTable: Sendable {
  /// The file.
  package let file: SpanFile
  private let rows: [ExactString: Int]

  /// Takes the spans of a file.
  ///
  /// - Throws: A `Diagnostic` when no document of it has any.
  package init(_ file: SpanFile) throws {
    guard file.hasSpans else {
      throw Diagnostic(
        at: SourceLocation(file.path),
        "the file says of no document which spans are there",
        help: "give a file whose documents have spans, if only an empty list"
      )
    }
    self.file = file
    rows = Dictionary(
      file.documents.enumerated().map { (ExactString($0.element.id), $0.offset) },
      uniquingKeysWith: { first, _ in first }
    )
  }

  /// The gold document of the same id; `nil` when there is none whose spans are known.
  func document(like document: SpanDocument) -> SpanDocument? {
    rows[ExactString(document.id)].map { file.documents[$0] }.flatMap { $0.spans == nil ? nil : $0 }
  }

  /// The gold spans of a document, in its positions.
  ///
  /// - Parameters:
  ///   - document: The document, as another file has it.
  ///   - path: That file.
  ///   - types: The types of the spans that are returned.
  /// - Returns: `nil` when its spans are not known.
  /// - Throws: A `Diagnostic` where the two files have different texts of it.
  package func spans(
    of document: SpanDocument,
    in path: String,
    types: LabelSpace
  ) throws -> [LabeledSpan]? {
    guard let gold = self.document(like: document) else { return nil }
    guard gold.text.isExactly(document.text) else {
      throw Diagnostic(
        at: SourceLocation(file.path, line: gold.line),
        "document '\(document.id)' has another text than in '\(path)'",
        notes: [Self.difference(gold.text, document.text)],
        help: "the two files are of different documents, or one was changed"
      )
    }
    return try (gold.spans ?? []).map { span in
      let name = file.types.classes[Int(span.type)]
      guard let type = types.vote(for: name)?.classIndex else {
        throw Diagnostic(
          at: SourceLocation(file.path, line: gold.line),
          "the gold type '\(name)' is none of the types of the spans",
          help: Suggestion.help(for: name, among: types.classes, kind: "types")
        )
      }
      if gold.tokens == document.tokens { return LabeledSpan(span.range, type: type) }
      guard let own = document.span(ofBytes: gold.bytes(of: span), type: type) else {
        throw Diagnostic(
          at: SourceLocation(file.path, line: gold.line),
          "a gold span of document '\(document.id)' cuts a token of '\(path)'",
          help: "give files with the same tokens, or with none"
        )
      }
      return own
    }
  }

  /// The ids of the gold documents that another file lacks.
  func idsMissing(in other: SpanFile) -> [String] {
    let own = Set(other.documents.map { ExactString($0.id) })
    return file.documents.filter { $0.spans != nil && !own.contains(ExactString($0.id)) }.map(\.id)
  }

  /// What is wrong where no gold document is in another file.
  ///
  /// - Parameters:
  ///   - other: The file.
  ///   - kind: What it holds: "labels" or "votes".
  /// - Returns: The error.
  func mismatch(with other: SpanFile, _ kind: String) -> Diagnostic {
    Diagnostic(
      at: SourceLocation(file.path),
      "no gold document is among the \(kind)",
      notes: ["\(kind) are of '\(other.documents[0].id)', gold of '\(file.documents[0].id)'"],
      help: "give gold for the same documents, with the same ids"
    )
  }

  /// Where two texts part, in words.
  private static func difference(_ first: String, _ second: String) -> String {
    let common = zip(first.utf8, second.utf8).prefix { $0 == $1 }.count
    return "they differ from byte \(common) on, of \(first.utf8.count) and \(second.utf8.count)"
  }
}
