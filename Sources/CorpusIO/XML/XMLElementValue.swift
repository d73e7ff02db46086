internal import LabelingCore

/// An attribute, a child element or a piece of text of the open record, already complete.
struct XMLElementValue {
  /// Number of the name in the ``XMLNameTable``.
  var name: Int
  /// `.string` or `.element`.
  var kind: ValueKind
  /// Where its bytes are in the scratch arena.
  var offset: Int
  /// How many there are.
  var count: Int

  /// The bytes' place.
  var range: Range<Int> { offset..<(offset + count) }
}
