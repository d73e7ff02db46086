internal import JSONText
internal import LabelingCore

/// The members of an object that labels are in: probabilities by class, or votes by function.
///
/// It stands as JSON in JSON Lines, as what elements became in XML, and as text in CSV that
/// JSON Lines were converted to.
enum LabelObject {
  /// Calls `body` with each member and its values, several where it is a list.
  ///
  /// - Parameters:
  ///   - cell: The cell.
  ///   - batch: What it is a cell of.
  ///   - wholeValues: Whether lists and objects are one value each, as they are written.
  ///   - body: Takes a name and its values.
  /// - Returns: Whether the cell holds an object.
  static func forEachMember(
    of cell: DocumentBatch.Cell,
    in batch: borrowing DocumentBatch,
    wholeValues: Bool = false,
    _ body: (_ name: String, _ values: [String]) -> Void
  ) -> Bool {
    guard isObject(cell, batch) else { return false }
    return batch.bytes.withUnsafeBufferPointer { bytes in
      let text = UnsafeBufferPointer(rebasing: bytes[cell.value.range])
      var members: [(JSONSlice, JSONSlice)] = []
      var scanner = JSONScanner(text)
      guard (try? scanner.object { members.append(($0, $1)) }) != nil, (try? scanner.end()) != nil
      else { return false }
      for (key, value) in members {
        let isWhole = wholeValues && (value.kind == .array || value.kind == .object)
        body(
          string(key, text),
          isWhole
            ? [String(decoding: text[value.range], as: UTF8.self)] : values(value, text)
        )
      }
      return true
    }
  }

  /// A cell as one or several values: text that is a JSON list of strings stands for its elements.
  static func values(of text: String) -> [String] {
    if text.utf8.first == UInt8(ascii: "{") { return [JSONBallot.text(of: text) ?? text] }
    guard text.utf8.first == UInt8(ascii: "[") else { return [text] }
    return Array(text.utf8).withUnsafeBufferPointer { bytes in
      var elements: [JSONSlice] = []
      var scanner = JSONScanner(bytes)
      guard (try? scanner.array { elements.append($0) }) != nil, (try? scanner.end()) != nil,
        !elements.isEmpty, elements.allSatisfy({ $0.kind == .string })
      else { return [text] }
      return elements.map { string($0, bytes) }
    }
  }

  /// Whether a text is an object of JSON.
  static func isJSONObject(_ text: String) -> Bool {
    Array(text.utf8).withUnsafeBufferPointer { bytes in
      var scanner = JSONScanner(bytes)
      return (try? scanner.object { _, _ in }) != nil && (try? scanner.end()) != nil
    }
  }

  private static func isObject(
    _ cell: DocumentBatch.Cell,
    _ batch: borrowing DocumentBatch
  ) -> Bool {
    guard cell.kind.isNested || cell.kind == .string, cell.value.length > 1 else { return false }
    return batch.bytes[cell.value.range.lowerBound] == UInt8(ascii: "{")
  }

  private static func values(_ slice: JSONSlice, _ bytes: UnsafeBufferPointer<UInt8>) -> [String] {
    guard slice.kind == .array else { return slice.kind == .null ? [] : [value(slice, bytes)] }
    var values: [String] = []
    var scanner = JSONScanner(bytes, at: slice.range.lowerBound)
    // The whole has passed a scanner.
    _ = try? scanner.array { values.append(value($0, bytes)) }
    return values
  }

  /// One value: text, or a vote that stands as JSON.
  private static func value(_ slice: JSONSlice, _ bytes: UnsafeBufferPointer<UInt8>) -> String {
    guard slice.kind == .array || slice.kind == .object else { return string(slice, bytes) }
    let text = String(decoding: bytes[slice.range], as: UTF8.self)
    return JSONBallot.text(of: text) ?? text
  }

  /// The text of a value, without its quotes and escapes.
  static func string(_ slice: JSONSlice, _ bytes: UnsafeBufferPointer<UInt8>) -> String {
    let contents = UnsafeBufferPointer(rebasing: bytes[slice.contents])
    guard slice.isEscaped else { return String(decoding: contents, as: UTF8.self) }
    var decoded: [UInt8] = []
    JSONString.appendUnescaped(contents, to: &decoded)
    return String(decoding: decoded, as: UTF8.self)
  }
}
