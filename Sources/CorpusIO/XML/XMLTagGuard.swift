/// Counts the attributes of a start tag whose end has not been read.
///
/// libxml2 compares each attribute and declaration of a tag with all before it, and tells of
/// none before the tag's end: a tag of a hundred thousand takes minutes. So a tag that is
/// longer than a piece of input is counted while it comes in.
struct XMLTagGuard {
  /// Attributes and declarations so far.
  private(set) var count = 0
  /// The quote of the value that is open.
  private var quote: UInt8?
  /// Bytes of the tag that were looked at.
  private var lookedAt = 0

  /// Looks at what has come of the tag since the last call.
  ///
  /// - Parameter tag: All of the tag that there is, from its `<`.
  mutating func look(at tag: UnsafeBufferPointer<UInt8>) {
    for byte in tag[min(lookedAt, tag.count)...] {
      if let quote {
        if byte == quote { self.quote = nil }
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      } else if byte == UInt8(ascii: "=") {
        count += 1
      }
    }
    lookedAt = tag.count
  }
}
