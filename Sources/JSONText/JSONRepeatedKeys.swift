/// Counts keys that occur twice in an object within a value.
///
/// As a record such an object is refused; within a value it is looked at only where
/// it is written in another format. The room for the keys is kept from value to value.
package struct JSONRepeatedKeys {
  private struct Key {
    /// Its bytes between the quotes.
    let contents: Range<Int>
    let isEscaped: Bool
  }

  /// Keys of the objects that are open, of the outermost first.
  private var keys: [Key] = []
  /// Where the keys of each open object begin.
  private var starts: [Int] = []

  /// Objects of more keys are put into a set.
  private static let comparedKeyCount = 16

  /// Creates a counter.
  package init() {}

  /// Counts the keys in objects that have had the key already.
  ///
  /// - Parameter json: A value that has passed ``JSONScanner``.
  /// - Returns: How many are repeated.
  /// - Complexity: O(*n*), in one pass.
  package mutating func count(in json: UnsafeBufferPointer<UInt8>) -> Int {
    var count = 0
    var offset = 0
    while offset < json.count {
      switch json[offset] {
      case UInt8(ascii: "{"): starts.append(keys.count)
      case UInt8(ascii: "}"): count += closeObject(of: json)
      case UInt8(ascii: "\""):
        passString(in: json, &offset)
        continue
      default: break
      }
      offset += 1
    }
    return count
  }

  /// Skips a string, and takes it as a key where a colon follows.
  private mutating func passString(in json: UnsafeBufferPointer<UInt8>, _ offset: inout Int) {
    let start = offset + 1
    var isEscaped = false
    var end = JSONPlainText.end(in: json, from: start)
    while end < json.count, json[end] != UInt8(ascii: "\"") {
      isEscaped = true
      end = JSONPlainText.end(in: json, from: min(end + 2, json.count))
    }
    offset = end + 1
    while offset < json.count, [0x20, 0x09, 0x0A, 0x0D].contains(json[offset]) { offset += 1 }
    guard offset < json.count, json[offset] == UInt8(ascii: ":") else { return }
    keys.append(Key(contents: start..<end, isEscaped: isEscaped))
  }

  /// Counts what the innermost object repeats, and forgets it.
  private mutating func closeObject(of json: UnsafeBufferPointer<UInt8>) -> Int {
    guard let start = starts.popLast() else { return 0 }
    defer { keys.removeSubrange(start...) }
    let own = keys[start...]
    if own.count > Self.comparedKeyCount || own.contains(where: \.isEscaped) {
      return own.count - Set(own.map { Self.name($0, of: json) }).count
    }
    return own.indices.count { index in
      let name = json[own[index].contents]
      return own[..<index].contains { json[$0.contents].elementsEqual(name) }
    }
  }

  private static func name(_ key: Key, of json: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    var name: [UInt8] = []
    JSONString.appendUnescaped(UnsafeBufferPointer(rebasing: json[key.contents]), to: &name)
    return name
  }
}
