internal import TextKit

/// What has been worked out of one document's text so far.
struct TextCache {
  private var storedText: String?
  private var storedFolded: [UInt8]?
  private var storedLowercased: String?
  private var storedWords: [String]?
  private var storedSentences: [String]?

  mutating func removeAll() {
    storedText = nil
    storedFolded = nil
    storedLowercased = nil
    storedWords = nil
    storedSentences = nil
  }

  mutating func text(_ bytes: () -> UnsafeBufferPointer<UInt8>) -> String {
    if let storedText { return storedText }
    let text = String(decoding: bytes(), as: UTF8.self)
    storedText = text
    return text
  }

  mutating func folded(
    _ bytes: () -> UnsafeBufferPointer<UInt8>,
    _ reader: WordReader
  ) -> [UInt8] {
    if let storedFolded { return storedFolded }
    let folded =
      TextScan.isASCII(bytes())
      ? bytes().map(TextScan.lowercasedASCII) : reader.lowercased(bytes())
    storedFolded = folded
    return folded
  }

  mutating func lowercased(
    _ bytes: () -> UnsafeBufferPointer<UInt8>,
    _ reader: WordReader
  ) -> String {
    if let storedLowercased { return storedLowercased }
    let lowercased = String(decoding: folded(bytes, reader), as: UTF8.self)
    storedLowercased = lowercased
    return lowercased
  }

  mutating func words(
    _ bytes: () -> UnsafeBufferPointer<UInt8>,
    _ reader: WordReader
  ) -> [String] {
    if let storedWords { return storedWords }
    let words = reader.words(of: bytes())
    storedWords = words
    return words
  }

  mutating func sentences(_ bytes: () -> UnsafeBufferPointer<UInt8>) -> [String] {
    if let storedSentences { return storedSentences }
    let text = bytes()
    let sentences = Sentences.ranges(in: self.text(bytes)).map {
      String(decoding: UnsafeBufferPointer(rebasing: text[$0]), as: UTF8.self)
    }
    storedSentences = sentences
    return sentences
  }
}
