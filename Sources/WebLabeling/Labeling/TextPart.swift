internal import LabelingCore
internal import PluginHost
internal import Sessions

/// A run of text that the same functions matched, or none.
struct TextPart: Encodable, Hashable, Sendable {
  /// The run.
  var text: String
  /// Functions that matched it.
  var functions: [String] = []
  /// The class that the first of them votes for; absent where that is a set of classes.
  var classIndex: Int?

  /// Cuts a text wherever a match begins or ends.
  ///
  /// - Parameters:
  ///   - text: The text.
  ///   - matches: What matched in it; may overlap.
  ///   - names: Names of the functions that matches refer to.
  /// - Returns: Runs that together are the text.
  static func parts(
    of text: String,
    _ matches: [FunctionMatch],
    of names: [String]
  ) -> [TextPart] {
    let bytes = Array(text.utf8)
    let ranges = matches.map { ($0, $0.span.bytes.clamped(to: 0..<bytes.count)) }
      .filter { !$0.1.isEmpty }
    // A cut inside a character would make two broken ones of it.
    let cuts = Set(ranges.flatMap { [$0.1.lowerBound, $0.1.upperBound] })
      .filter { $0 == bytes.count || bytes[$0] & 0xC0 != 0x80 }
    let places = Set([0, bytes.count]).union(cuts).sorted()
    return zip(places, places.dropFirst()).map { start, end in
      let over = ranges.filter { $0.1.lowerBound <= start && end <= $0.1.upperBound }.map(\.0)
      return TextPart(
        text: String(decoding: bytes[start..<end], as: UTF8.self),
        functions: over.map { names[$0.function] },
        classIndex: over.first.flatMap { $0.ballot.classes.count == 1 ? $0.ballot.classes[0] : nil }
      )
    }
  }
}
