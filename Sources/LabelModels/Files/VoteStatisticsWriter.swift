internal import JSONText

/// Writes the members of a file of vote statistics, a flat array on one line.
struct VoteStatisticsWriter {
  private let lineEnd: [UInt8]
  private let indent: [UInt8]
  private var bytes: [UInt8] = []
  private var memberCount = 0

  /// Prepares to write.
  ///
  /// - Parameter isOneLine: Whether everything is on one line.
  init(isOneLine: Bool) {
    lineEnd = isOneLine ? [] : [0x0A]
    indent = isOneLine ? [] : [0x20, 0x20]
  }

  /// Begins the object.
  mutating func open() { bytes.append(UInt8(ascii: "{")) }

  /// Ends the object.
  ///
  /// - Returns: All of it, ending in a line feed.
  consuming func close() -> [UInt8] {
    bytes += lineEnd
    bytes += [UInt8(ascii: "}"), 0x0A]
    return bytes
  }

  /// Adds a text.
  mutating func member(_ key: String, name: String) {
    self.key(key)
    JSONString.appendQuoted(name.utf8, to: &bytes)
  }

  /// Adds a number.
  mutating func member(_ key: String, number: Int) {
    self.key(key)
    append(number)
  }

  /// Adds a truth value.
  mutating func member(_ key: String, isTrue: Bool) {
    self.key(key)
    bytes += "\(isTrue)".utf8
  }

  /// Adds an array of texts.
  mutating func member(_ key: String, names: [String]) {
    self.key(key)
    list(names) { JSONString.appendQuoted($1.utf8, to: &$0.bytes) }
  }

  /// Adds an array of numbers.
  mutating func member(_ key: String, numbers: some Sequence<Int>) {
    self.key(key)
    list(numbers) { $0.append($1) }
  }

  /// Adds an array of arrays of numbers.
  mutating func member(_ key: String, rows: some Sequence<some Sequence<Int>>) {
    self.key(key)
    bytes.append(UInt8(ascii: "["))
    var isFirst = true
    for row in rows {
      if !isFirst { bytes.append(UInt8(ascii: ",")) }
      isFirst = false
      bytes += lineEnd + indent + indent
      list(row) { $0.append($1) }
    }
    if !isFirst { bytes += lineEnd + indent }
    bytes.append(UInt8(ascii: "]"))
  }

  private mutating func key(_ name: String) {
    if memberCount > 0 { bytes.append(UInt8(ascii: ",")) }
    memberCount += 1
    bytes += lineEnd + indent
    JSONString.appendQuoted(name.utf8, to: &bytes)
    bytes += " : ".utf8
  }

  private mutating func list<Element>(
    _ elements: some Sequence<Element>,
    _ append: (inout Self, Element) -> Void
  ) {
    bytes.append(UInt8(ascii: "["))
    var isFirst = true
    for element in elements {
      if !isFirst { bytes += [UInt8(ascii: ","), 0x20] }
      isFirst = false
      append(&self, element)
    }
    bytes.append(UInt8(ascii: "]"))
  }

  private mutating func append(_ number: Int) {
    if number < 0 { bytes.append(UInt8(ascii: "-")) }
    var rest = number.magnitude
    let start = bytes.count
    repeat {
      bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10))
      rest /= 10
    } while rest > 0
    bytes[start...].reverse()
  }
}
