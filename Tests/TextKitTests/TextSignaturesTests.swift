import Testing
import TextKit

struct TextSignaturesTests {
  @Test func `signatures estimate the similarity of texts, and find copies`() {
    var state: UInt64 = 3
    func draw(_ range: ClosedRange<Int>) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return range.lowerBound + Int(state >> 33) % range.count
    }
    var texts: [[UInt8]] = []
    func shingles(_ text: [UInt8]) -> Set<[UInt8]> {
      Set((0...(text.count - 5)).map { Array(text[$0..<($0 + 5)]) })
    }
    for _ in 0..<40 {
      let text = (0..<300).map { _ in UInt8(draw(97...122)) }
      var near = text
      for _ in 0..<draw(1...12) {
        near[draw(0...299)] = 48
      }
      texts += [text, near]
    }
    var signatures = TextSignatures()
    for text in texts { signatures.append(text) }
    for pair in stride(from: 0, to: texts.count, by: 2) {
      let (a, b) = (shingles(texts[pair]), shingles(texts[pair + 1]))
      let jaccard = Double(a.intersection(b).count) / Double(a.union(b).count)
      #expect(abs(signatures.similarity(pair, pair + 1) - jaccard) < 0.2)
    }
    var copies = TextSignatures()
    for text in [
      "Win a FREE phone now!!!", "nice song", "win a free  phone, now", "", "ok", "?!", "",
      "ÜBER alles — heute", "über alles heute!", "😀😀 😀", "😀😀😀", "? !",
    ] {
      copies.append(Array(text.utf8))
    }
    // Texts of nothing are copies of nothing, not even of each other; without words it is the
    // characters that count.
    #expect(copies.clusters(threshold: 0.8) == [0, 1, 0, 3, 4, 5, 6, 7, 7, 9, 9, 5])
  }
}
