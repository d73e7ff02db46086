package import LabelingCore

/// A document of a file of spans.
///
/// Positions of its spans are token numbers where it has tokens, else UTF-8 bytes of the text.
package struct SpanDocument: Sendable {
  /// A function's vote.
  package struct Vote: Hashable, Sendable {
    /// Index of the function among those of the file.
    package var function: Int
    /// The span.
    package var span: LabeledSpan
  }

  /// Its id; unique in its file.
  package var id: String
  /// Its text; of a document that is given as tokens, these joined by one blank.
  package var text: String
  /// The bytes of each token; `nil` for a document that is given as text.
  package var tokens: [Range<Int32>]?
  /// What functions marked.
  package var votes: [Vote] = []
  /// All spans that the file says are there, gold or labels; `nil` when it says nothing.
  package var spans: [LabeledSpan]?
  /// 1-based line in which the document begins.
  package var line: Int

  /// A document that is given as text.
  package init(id: String, text: String, line: Int) {
    self.id = id
    self.text = text
    self.line = line
  }

  /// A document that is given as tokens.
  package init(id: String, tokens: [String], line: Int) {
    self.init(id: id, text: tokens.joined(separator: " "), line: line)
    var start: Int32 = 0
    self.tokens = tokens.map { token in
      let end = start + Int32(token.utf8.count)
      defer { start = end + 1 }
      return start..<end
    }
  }

  /// What positions of its spans count.
  package var offsets: SpanOffsets { tokens == nil ? .bytes : .tokens }
  /// Number of positions.
  package var length: Int { tokens?.count ?? text.utf8.count }

  /// The bytes of a span.
  package func bytes(of span: LabeledSpan) -> Range<Int> {
    guard let tokens else { return span.range }
    let last = tokens[span.range.upperBound - 1]
    return Int(tokens[span.range.lowerBound].lowerBound)..<Int(last.upperBound)
  }

  /// The text of a span.
  package func text(of span: LabeledSpan) -> String {
    let bytes = bytes(of: span)
    let start = text.utf8.index(text.startIndex, offsetBy: bytes.lowerBound)
    let end = text.utf8.index(start, offsetBy: bytes.count)
    return String(text[start..<end])
  }

  /// The span of these bytes in the positions of the document; `nil` where they cut a token.
  ///
  /// - Complexity: O(log tokens).
  package func span(ofBytes bytes: Range<Int>, type: Int) -> LabeledSpan? {
    guard let tokens else { return LabeledSpan(bytes, type: type) }
    guard let first = Self.index(of: bytes.lowerBound, among: tokens, by: { $0.lowerBound }),
      let last = Self.index(of: bytes.upperBound, among: tokens, by: { $0.upperBound }),
      first <= last
    else { return nil }
    return LabeledSpan(first..<(last + 1), type: type)
  }

  private static func index(
    of position: Int,
    among tokens: [Range<Int32>],
    by boundary: (Range<Int32>) -> Int32
  ) -> Int? {
    var (low, high) = (0, tokens.count)
    while low < high {
      let middle = (low + high) / 2
      if Int(boundary(tokens[middle])) < position { low = middle + 1 } else { high = middle }
    }
    return low < tokens.count && Int(boundary(tokens[low])) == position ? low : nil
  }
}
