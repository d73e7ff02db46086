import Testing
import TextKit

struct PhrasesTests {
  private func list(_ text: String, limit: Int = .max) -> Phrases {
    var folded = Words()
    folded.read(text.utf8)
    return Phrases(folded, limit: limit)
  }

  private func phrases(_ text: String, upTo length: Int) -> [String] {
    let list = list(text)
    var phrases: [String] = []
    list.forEachPhrase(upTo: length) { _, words in phrases.append(list.phrase(words)) }
    return phrases
  }

  @Test func `phrases are words with nothing but white space between them`() {
    #expect(
      phrases("Don't  STOP,\nnow now", upTo: 2)
        == ["don't", "don't stop", "stop", "now", "now now", "now"]
    )
    #expect(phrases("a b c", upTo: 3) == ["a", "a b", "a b c", "b", "b c", "c"])
    #expect(phrases("a-b c", upTo: 3) == ["a", "b", "b c", "c"])
    #expect(phrases("—", upTo: 3).isEmpty)
  }

  @Test func `equal phrases have equal hashes, others others`() {
    var hashes: [String: UInt64] = [:]
    for text in ["new york", "New  York!", "newyork", "new", "york new"] {
      let list = list(text)
      list.forEachPhrase(upTo: 2) { hash, words in
        let phrase = list.phrase(words)
        #expect(hashes[phrase, default: hash] == hash)
        hashes[phrase] = hash
      }
    }
    #expect(Set(hashes.values).count == hashes.count)
    #expect(hashes.keys.sorted() == ["new", "new york", "newyork", "york", "york new"])
  }

  @Test func `a list is cut at its limit, and read anew without a trace of the old`() {
    var words = list("one two three", limit: 2)
    #expect(words.count == 2)
    #expect(String(decoding: words.bytes, as: UTF8.self) == "one two")
    var folded = Words()
    folded.read("ÜBER".utf8)
    words.read(folded)
    #expect(String(decoding: words.bytes, as: UTF8.self) == "über")
    #expect(words.byteRange(of: 0..<1) == 0..<5)
    #expect(words.byteRange(of: 0..<0).isEmpty)
  }
}
