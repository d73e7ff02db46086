internal import CLiterals

extension Document {
  /// Whether the text holds these characters, anywhere.
  ///
  /// - Parameters:
  ///   - needle: What to look for; an empty one is in no text.
  ///   - matchesCase: Whether upper and lower case differ; by default they do not.
  /// - Returns: `true` if they occur at least once.
  /// - Complexity: O(length), at memory speed.
  public func contains(_ needle: String, matchesCase: Bool = false) -> Bool {
    withHaystack(matchesCase: matchesCase, needle) { text, needle in
      TextScan.firstOffset(of: needle, in: text) != nil
    }
  }

  /// Whether the text holds any of these, anywhere.
  ///
  /// - Parameters:
  ///   - needles: What to look for.
  ///   - matchesCase: Whether upper and lower case differ; by default they do not.
  /// - Returns: `true` if at least one of them occurs.
  /// - Complexity: O(length · needles).
  public func containsAny(of needles: [String], matchesCase: Bool = false) -> Bool {
    for needle in needles where contains(needle, matchesCase: matchesCase) { return true }
    return false
  }

  /// Whether one of the text's ``words`` is this one.
  ///
  /// - Parameters:
  ///   - word: A single word; several are in no text.
  ///   - matchesCase: Whether upper and lower case differ; by default they do not.
  /// - Returns: `true` if it is among them.
  /// - Complexity: O(words); O(length) where case matters.
  public func contains(word: String, matchesCase: Bool = false) -> Bool {
    matchesCase ? unfoldedWords.contains(word) : words.contains(word.lowercased())
  }

  /// How often these characters occur, without overlaps.
  ///
  /// - Parameters:
  ///   - needle: What to count.
  ///   - matchesCase: Whether upper and lower case differ; by default they do not.
  /// - Returns: The number of occurrences.
  /// - Complexity: O(length).
  public func count(of needle: String, matchesCase: Bool = false) -> Int {
    withHaystack(matchesCase: matchesCase, needle) { text, needle in
      if needle.count == 1 {
        return winnow_count_byte(text.baseAddress, text.count, needle[0])
      }
      var count = 0
      var start = 0
      while let hit = TextScan.firstOffset(of: needle, in: text, from: start) {
        count += 1
        start = hit + needle.count
      }
      return count
    }
  }

  /// Whether the text begins with these characters.
  ///
  /// - Parameters:
  ///   - prefix: The characters; every text begins with none.
  ///   - matchesCase: Whether upper and lower case differ; by default they do not.
  /// - Returns: `true` if it does.
  public func hasPrefix(_ prefix: String, matchesCase: Bool = false) -> Bool {
    withHaystack(matchesCase: matchesCase, prefix) { text, prefix in text.starts(with: prefix) }
  }

  /// Whether the text ends with these characters.
  ///
  /// - Parameters:
  ///   - suffix: The characters; every text ends with none.
  ///   - matchesCase: Whether upper and lower case differ; by default they do not.
  /// - Returns: `true` if it does.
  public func hasSuffix(_ suffix: String, matchesCase: Bool = false) -> Bool {
    withHaystack(matchesCase: matchesCase, suffix) { text, suffix in
      text.count >= suffix.count && text.suffix(suffix.count).elementsEqual(suffix)
    }
  }

  /// Whether a regular expression matches somewhere in the text.
  ///
  /// The dialect is that of ``Pattern``. Each pattern is compiled once per worker.
  /// - Parameters:
  ///   - pattern: The regular expression.
  ///   - matchesCase: Whether upper and lower case differ; by default they do not.
  /// - Returns: `true` if there is a match.
  /// - Throws: ``PatternError`` when the pattern is malformed or takes more
  ///   than a million steps: a fault of this cell.
  public func matches(_ pattern: String, matchesCase: Bool = false) throws(PatternError) -> Bool {
    try patterns.expression(pattern, matchesCase: matchesCase).matches(textBytes)
  }

  /// Calls `body` with the text and a needle, both in lower case unless case matters.
  @inline(__always)
  private func withHaystack<Result>(
    matchesCase: Bool,
    _ needle: String,
    _ body: (UnsafeBufferPointer<UInt8>, UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    let result = needle.utf8.withContiguousStorageIfAvailable { needle -> Result? in
      if matchesCase { return body(textBytes, needle) }
      guard winnow_is_lower_ascii(needle.baseAddress, needle.count) != 0, let lowerASCII else {
        return nil
      }
      return body(lowerASCII, needle)
    }
    if let result = result ?? nil { return result }
    var needle = matchesCase ? needle : needle.lowercased()
    return needle.withUTF8 { needle in
      matchesCase
        ? body(textBytes, needle) : foldedBytes.withUnsafeBufferPointer { body($0, needle) }
    }
  }
}
