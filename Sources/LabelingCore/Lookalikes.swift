/// Names that are told apart by the machine and hardly by a reader.
///
/// They differ in case or blanks, or they are canonically equivalent: `é` as one character, and
/// as `e` with a combining accent.
package enum Lookalikes {
  /// Names that look alike, in groups of at least two; in order of first appearance.
  ///
  /// - Complexity: O(bytes) expected.
  package static func groups(of names: some Sequence<String>) -> [[String]] {
    // Keyed by `String` on purpose: canonically equivalent keys are one.
    var places: [String: Int] = [:]
    var groups: [[String]] = []
    for name in names {
      let key = folded(name)
      if let place = places[key] {
        if !groups[place].containsExactly(name) { groups[place].append(name) }
      } else {
        places[key] = groups.count
        groups.append([name])
      }
    }
    return groups.filter { $0.count > 1 }
  }

  /// A group in quotes; names that a terminal shows alike get their number of code points.
  package static func list(_ group: [String]) -> String {
    group.map { name in
      let looksSame = group.contains { $0 == name && !$0.isExactly(name) }
      return looksSame ? "'\(name)' (\(name.unicodeScalars.count) code points)" : "'\(name)'"
    }.joined(separator: ", ")
  }

  /// What makes the names of a group different.
  package static func difference(_ group: [String]) -> String {
    group.dropFirst().allSatisfy { $0 == group[0] }
      ? "the encoding of their accents" : "case or blanks"
  }

  private static func folded(_ name: String) -> String {
    name.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
