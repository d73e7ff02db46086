internal import JSONText
package import LabelingCore

/// Writes documents with labeled spans as JSON Lines, see ``SpanLinesFormat``.
package struct SpanLinesWriter {
  /// A span that is written.
  package struct Span {
    var span: LabeledSpan
    var probability: Double
    var votes: [String]

    /// - Parameters:
    ///   - span: The span, in positions of its document.
    ///   - probability: How likely it is right, 0…1.
    ///   - votes: Names of the functions that marked exactly this span as of this type.
    package init(_ span: LabeledSpan, probability: Double, votes: [String]) {
      self.span = span
      self.probability = probability
      self.votes = votes
    }
  }

  private let path: String
  private let types: LabelSpace
  private let offsets: SpanOffsets?

  /// - Parameters:
  ///   - path: The file that the documents are from.
  ///   - types: The types of spans.
  ///   - offsets: What positions count; `nil` keeps tokens of documents that have them, and counts
  ///     bytes in others.
  package init(of path: String, types: LabelSpace, offsets: SpanOffsets?) {
    self.path = path
    self.types = types
    self.offsets = offsets
  }

  /// Appends the line of a document.
  ///
  /// - Parameters:
  ///   - document: The document.
  ///   - spans: Its labels.
  ///   - candidates: All spans that were voted for; `nil` leaves them out.
  ///   - output: Takes the line with its line feed.
  /// - Throws: A `Diagnostic` where positions cannot be counted so.
  package func write(
    _ document: SpanDocument,
    spans: [Span],
    candidates: [Span]?,
    to output: inout [UInt8]
  ) throws {
    let unit = offsets ?? document.offsets
    guard unit != .tokens || document.tokens != nil else {
      throw Diagnostic(
        at: SourceLocation(path, line: document.line),
        "document '\(document.id)' has no tokens that positions could count",
        help: "count bytes or characters"
      )
    }
    let places = Places(of: document, unit)
    output.append(contentsOf: #"{"id":"#.utf8)
    JSONString.appendQuoted(document.id.utf8, to: &output)
    output.append(contentsOf: #","text":"#.utf8)
    JSONString.appendQuoted(document.text.utf8, to: &output)
    if let tokens = document.tokens {
      output.append(contentsOf: #","tokens":["#.utf8)
      let text = Array(document.text.utf8)
      for (index, token) in tokens.enumerated() {
        if index > 0 { output.append(UInt8(ascii: ",")) }
        JSONString.appendQuoted(text[Int(token.lowerBound)..<Int(token.upperBound)], to: &output)
      }
      output.append(UInt8(ascii: "]"))
    }
    output.append(contentsOf: #","offsets":"\#(unit.rawValue)","spans":"#.utf8)
    try write(spans, of: document, places, to: &output)
    if let candidates {
      output.append(contentsOf: #","candidates":"#.utf8)
      try write(candidates, of: document, places, to: &output)
    }
    output.append(contentsOf: "}\n".utf8)
  }

  private func write(
    _ spans: [Span],
    of document: SpanDocument,
    _ places: Places,
    to output: inout [UInt8]
  ) throws {
    output.append(UInt8(ascii: "["))
    for (index, span) in spans.enumerated() {
      if index > 0 { output.append(UInt8(ascii: ",")) }
      guard let range = places.range(of: span.span, in: document) else {
        throw Diagnostic(
          at: SourceLocation(path, line: document.line),
          "the span '\(document.text(of: span.span))' of document '\(document.id)' begins or ends "
            + "within a grapheme, so no position of it can be written",
          help: "count code points: '--offsets characters'"
        )
      }
      output.append(
        contentsOf: #"{"start":\#(range.lowerBound),"end":\#(range.upperBound),"label":"#.utf8
      )
      JSONString.appendQuoted(types.classes[Int(span.span.type)].utf8, to: &output)
      output.append(contentsOf: #","text":"#.utf8)
      JSONString.appendQuoted(document.text(of: span.span).utf8, to: &output)
      output.append(contentsOf: #","probability":\#(span.probability),"votes":["#.utf8)
      for (vote, name) in span.votes.enumerated() {
        if vote > 0 { output.append(UInt8(ascii: ",")) }
        JSONString.appendQuoted(name.utf8, to: &output)
      }
      output.append(contentsOf: "]}".utf8)
    }
    output.append(UInt8(ascii: "]"))
  }

  /// The positions of bytes in another unit.
  private struct Places {
    private let unit: SpanOffsets
    private let boundaries: [Int32]

    init(of document: SpanDocument, _ unit: SpanOffsets) {
      self.unit = unit
      let isOwn = unit == document.offsets || unit == .bytes
      boundaries = isOwn ? [] : unit.boundaries(of: document.text)
    }

    /// The positions of a span; `nil` where it cuts what is counted.
    func range(of span: LabeledSpan, in document: SpanDocument) -> Range<Int>? {
      if unit == document.offsets { return span.range }
      let bytes = document.bytes(of: span)
      if unit == .bytes { return bytes }
      guard let start = place(bytes.lowerBound), let end = place(bytes.upperBound) else {
        return nil
      }
      return start..<end
    }

    /// The boundary at a byte; `nil` within a grapheme.
    private func place(_ byte: Int) -> Int? {
      var (low, high) = (0, boundaries.count - 1)
      while low < high {
        let middle = (low + high) / 2
        if value(middle) < byte { low = middle + 1 } else { high = middle }
      }
      return value(low) == byte ? low : nil
    }

    /// The byte at a boundary; one within a pair of UTF-16 units counts as its start.
    private func value(_ index: Int) -> Int {
      boundaries[index] < 0 ? Int(boundaries[index - 1]) : Int(boundaries[index])
    }
  }
}
