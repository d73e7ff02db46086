extension CSVScanner {
  /// Appends a field's contents with doubled quotes made single.
  package func append(
    _ field: CSVField,
    of bytes: UnsafeBufferPointer<UInt8>,
    to output: inout [UInt8]
  ) {
    guard field.hasDoubledQuotes, let quote = dialect.quote else {
      output.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[field.range]))
      return
    }
    var start = field.range.lowerBound
    var offset = start
    while offset < field.range.upperBound {
      guard bytes[offset] == quote else {
        offset += 1
        continue
      }
      output.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start...offset]))
      offset += 2
      start = offset
    }
    output.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start..<field.range.upperBound]))
  }
}
