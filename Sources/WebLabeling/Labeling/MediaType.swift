internal import HTTPTypes

/// What a request's body is said to be: `type/subtype`, without case, and its character set.
struct MediaType: Hashable {
  /// `type/subtype` in lower case.
  let essence: String
  /// The character set in lower case, where one is named.
  let characterSet: String?

  /// Reads the header field `Content-Type` (RFC 9110, section 8.3).
  ///
  /// - Returns: `nil` for a field that names no type, also for an empty one.
  init?(_ field: String) {
    let parts = field.split(separator: ";", omittingEmptySubsequences: false)
      .map { $0.trimming(while: { $0 == " " || $0 == "\t" }) }
    let halves = parts[0].split(separator: "/", omittingEmptySubsequences: false)
    guard halves.count == 2, halves.allSatisfy({ HTTPField.Name(String($0)) != nil }) else {
      return nil
    }
    essence = parts[0].lowercased()
    let named = parts.dropFirst().first { $0.lowercased().hasPrefix("charset=") }
    characterSet = named.map { $0.dropFirst("charset=".count).trimming(while: { $0 == "\"" }) }
      .map { $0.lowercased() }
  }

  /// Whether its text is UTF-8, or a part of it.
  var isUTF8: Bool { characterSet.map { ["utf-8", "utf8", "us-ascii"].contains($0) } ?? true }
}

extension StringProtocol {
  fileprivate func trimming(while isOut: (Character) -> Bool) -> SubSequence {
    guard let last = lastIndex(where: { !isOut($0) }) else { return self[startIndex..<startIndex] }
    return self[...last].drop(while: isOut)
  }
}
