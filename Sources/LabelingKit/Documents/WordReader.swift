internal import TextKit

/// Cuts texts into words and puts them into lower case; a worker's documents share its memory.
final class WordReader {
  private var text = Words()

  init() {}

  /// A text in lower case.
  func lowercased(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    var folded: [UInt8] = []
    folded.reserveCapacity(bytes.count)
    text.read(bytes)
    text.append(to: &folded)
    return folded
  }

  /// A text's words: in lower case, or as they stand.
  func words(of bytes: UnsafeBufferPointer<UInt8>, matchesCase: Bool = false) -> [String] {
    guard !matchesCase else { return places(of: bytes, matchesCase: true).map(\.word) }
    text.read(bytes)
    return text.strings
  }

  /// The same with the bytes they stand at.
  func places(
    of bytes: UnsafeBufferPointer<UInt8>,
    matchesCase: Bool
  ) -> [(word: String, bytes: Range<Int>)] {
    text.read(bytes)
    let places = text.places
    guard matchesCase else { return places }
    return places.map { place in
      let word = UnsafeBufferPointer(rebasing: bytes[place.bytes])
      return (String(decoding: word, as: UTF8.self), place.bytes)
    }
  }

  /// The words of a term, a blank between each two.
  func phrase(_ term: String, matchesCase: Bool) -> String {
    var term = term
    return term.withUTF8 { words(of: $0, matchesCase: matchesCase) }.joined(separator: " ")
  }
}
