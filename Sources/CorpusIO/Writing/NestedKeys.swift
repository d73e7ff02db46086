internal import JSONText

/// Looks for keys that occur twice in an object within a value.
///
/// In a record of its own such an object is refused; within a value it is looked at only where
/// it is written in another format.
enum NestedKeys {
  /// Number of keys in objects that have had the key already.
  ///
  /// - Parameter json: An object or an array that has passed a scanner.
  /// - Returns: How many are repeated.
  static func repeatedCount(in json: UnsafeBufferPointer<UInt8>) -> Int {
    var count = 0
    look(
      at: JSONSlice(
        kind: json.first == UInt8(ascii: "[") ? .array : .object,
        range: 0..<json.count
      ),
      json,
      &count
    )
    return count
  }

  private static func look(
    at value: JSONSlice,
    _ bytes: UnsafeBufferPointer<UInt8>,
    _ count: inout Int
  ) {
    var scanner = JSONScanner(bytes, at: value.range.lowerBound)
    var nested: [JSONSlice] = []
    func note(_ value: JSONSlice) {
      if value.kind == .array || value.kind == .object { nested.append(value) }
    }
    if value.kind == .array {
      _ = try? scanner.array { note($0) }
    } else {
      var keys: Set<[UInt8]> = []
      _ = try? scanner.object { key, value in
        var name: [UInt8] = []
        _ = JSONString.appendUnescaped(
          UnsafeBufferPointer(rebasing: bytes[key.contents]),
          to: &name
        )
        if !keys.insert(name).inserted { count += 1 }
        note(value)
      }
    }
    for value in nested { look(at: value, bytes, &count) }
  }
}
