/// A typed part of a document: where it stands, and what it is.
///
/// Positions are half-open and in the unit of the document that the span belongs to: UTF-8 bytes of
/// its text, or numbers of its tokens where it is given as tokens. 12 bytes, as there may be tens of
/// millions.
package struct LabeledSpan: Hashable, Sendable, Comparable {
  /// The first position.
  package var start: Int32
  /// The position behind the last, greater than `start`.
  package var end: Int32
  /// Index of the type among the types of the spans.
  package var type: Int32

  /// Creates a span.
  ///
  /// - Parameters:
  ///   - range: Its positions; not empty, below 2³¹.
  ///   - type: Index of its type.
  package init(_ range: Range<Int>, type: Int) {
    start = Int32(range.lowerBound)
    end = Int32(range.upperBound)
    self.type = Int32(type)
  }

  /// Its positions.
  package var range: Range<Int> { Int(start)..<Int(end) }
  /// How many positions it has.
  package var length: Int { Int(end - start) }

  /// Whether the two have a position in common; touching spans have none.
  package func overlaps(_ other: LabeledSpan) -> Bool { start < other.end && other.start < end }

  /// Whether the two stand at the same place, whatever their types.
  package func hasBoundaries(of other: LabeledSpan) -> Bool {
    start == other.start && end == other.end
  }

  /// In order of start, end and type.
  package static func < (left: LabeledSpan, right: LabeledSpan) -> Bool {
    (left.start, left.end, left.type) < (right.start, right.end, right.type)
  }
}
