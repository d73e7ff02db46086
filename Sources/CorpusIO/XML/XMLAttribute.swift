/// Values of attributes, as libxml2 hands them over.
enum XMLAttribute {
  /// Appends a value in plain text.
  ///
  /// Without entity substitution libxml2 leaves `&amp;` in attributes as `&#38;`.
  static func append(
    _ value: UnsafeBufferPointer<UInt8>,
    to output: inout [UInt8]
  ) {
    let ampersand: StaticString = "&#38;"
    var start = 0
    for index in 0..<value.count where value[index] == UInt8(ascii: "&") {
      let end = index + ampersand.utf8CodeUnitCount
      guard end <= value.count else { break }
      var isEscape = true
      for offset in 0..<ampersand.utf8CodeUnitCount
      where value[index + offset] != ampersand.utf8Start[offset] {
        isEscape = false
      }
      if isEscape {
        output.append(contentsOf: UnsafeBufferPointer(rebasing: value[start...index]))
        start = end
      }
    }
    output.append(contentsOf: UnsafeBufferPointer(rebasing: value[start...]))
  }
}
