/// What has been worked out of one document's text so far.
struct TextCache {
  private var storedText: String?
  private var storedFolded: [UInt8]?
  private var storedLowercased: String?
  private var storedWords: [String]?

  mutating func removeAll() {
    storedText = nil
    storedFolded = nil
    storedLowercased = nil
    storedWords = nil
  }

  mutating func text(_ bytes: () -> UnsafeBufferPointer<UInt8>) -> String {
    if let storedText { return storedText }
    let text = String(decoding: bytes(), as: UTF8.self)
    storedText = text
    return text
  }

  mutating func folded(_ bytes: () -> UnsafeBufferPointer<UInt8>) -> [UInt8] {
    if let storedFolded { return storedFolded }
    let folded =
      TextScan.isASCII(bytes())
      ? bytes().map(TextScan.lowercasedASCII) : Array(text(bytes).lowercased().utf8)
    storedFolded = folded
    return folded
  }

  mutating func lowercased(_ bytes: () -> UnsafeBufferPointer<UInt8>) -> String {
    if let storedLowercased { return storedLowercased }
    let lowercased = String(decoding: folded(bytes), as: UTF8.self)
    storedLowercased = lowercased
    return lowercased
  }

  mutating func words(_ bytes: () -> UnsafeBufferPointer<UInt8>) -> [String] {
    if let storedWords { return storedWords }
    let words = TextScan.words(ofFolded: folded(bytes))
    storedWords = words
    return words
  }
}
