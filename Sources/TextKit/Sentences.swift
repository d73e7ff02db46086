/// Cuts texts into sentences: the rules of Unicode, as far as they need no dictionary.
///
/// A sentence ends behind a run of `.`, `!`, `?`, `…` and their like in other scripts, with the
/// closing quotes and brackets behind them, where white space or the end of the text follows; in
/// Chinese and Japanese nothing has to follow. It also ends at an empty line. A full stop before a
/// word in lower case does not end one, as in `approx. five`, nor does one after a single capital,
/// as in `J. Smith`.
/// - SeeAlso: https://www.unicode.org/reports/tr29/#Sentence_Boundaries
package enum Sentences {
  /// The bytes of each sentence of a text in UTF-8, without the white space around it.
  ///
  /// - Complexity: O(length).
  package static func ranges(in text: String) -> [Range<Int>] {
    let scalars = Array(text.unicodeScalars)
    var ranges: [Range<Int>] = []
    var start: Int?
    var end = 0
    var offset = 0
    func finish() {
      if let first = start { ranges.append(first..<end) }
      start = nil
    }
    for (index, scalar) in scalars.enumerated() {
      let next = offset + UTF8.width(scalar)
      if scalar.properties.isWhitespace {
        if endsSentence(scalars, before: index) || isEmptyLine(scalars, at: index) { finish() }
      } else {
        if !ends.contains(scalar), !isClosing(scalar),
          let mark = lastMark(scalars, before: index), wideEnds.contains(mark)
        {
          finish()
        }
        if start == nil { start = offset }
        end = next
      }
      offset = next
    }
    finish()
    return ranges
  }

  /// What ends a sentence where white space follows.
  private static let ends = Set<Unicode.Scalar>(
    ".!?\u{2026}\u{203C}\u{203D}\u{2047}\u{2048}\u{2049}\u{061F}\u{06D4}\u{0964}\u{0965}"
      .unicodeScalars
  ).union(wideEnds)

  /// What ends a sentence whatever follows.
  private static let wideEnds = Set<Unicode.Scalar>(
    "\u{3002}\u{FF01}\u{FF0E}\u{FF1F}\u{FF61}".unicodeScalars
  )

  /// The mark that ends a sentence directly before `index`, or before closing marks there.
  private static func lastMark(
    _ scalars: [Unicode.Scalar],
    before index: Int
  ) -> Unicode.Scalar? {
    var index = index - 1
    while index >= 0, isClosing(scalars[index]) { index -= 1 }
    return index >= 0 && ends.contains(scalars[index]) ? scalars[index] : nil
  }

  private static func endsSentence(_ scalars: [Unicode.Scalar], before index: Int) -> Bool {
    guard let mark = lastMark(scalars, before: index) else { return false }
    guard mark == "." else { return true }
    let next = scalars[index...].first { !$0.properties.isWhitespace && !isOpening($0) }
    if let next, next.properties.isLowercase { return false }
    let stop = scalars[..<index].lastIndex(of: ".") ?? index
    guard stop > 0, scalars[stop - 1].properties.isUppercase else { return true }
    return stop > 1 && scalars[stop - 2].isWordCharacter
  }

  /// Whether a line break at `index` is followed by another, with nothing but white space between.
  private static func isEmptyLine(_ scalars: [Unicode.Scalar], at index: Int) -> Bool {
    guard isLineBreak(scalars[index]) else { return false }
    let rest = scalars[(index + 1)...].prefix { $0.properties.isWhitespace }
    let isPair = scalars[index] == "\r" && rest.first == "\n"
    return (isPair ? rest.dropFirst() : rest).contains(where: isLineBreak)
  }

  private static func isLineBreak(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "\n" || scalar == "\r" || scalar == "\u{2028}" || scalar == "\u{2029}"
  }

  private static func isClosing(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .closePunctuation, .finalPunctuation: true
    default: scalar == "\"" || scalar == "'"
    }
  }

  private static func isOpening(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .openPunctuation, .initialPunctuation: true
    default: scalar == "\"" || scalar == "'"
    }
  }
}
