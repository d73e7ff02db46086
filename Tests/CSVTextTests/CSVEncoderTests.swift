import CSVText
import struct LabelingCore.SeededGenerator
import Testing

struct CSVEncoderTests {
  @Test func `fields are quoted only where they have to be`() {
    #expect(
      encoded([["a", "b c", "d,e", "f\"g", "h\ni", " j"]])
        == "a,b c,\"d,e\",\"f\"\"g\",\"h\ni\",\" j\"\n"
    )
  }

  @Test func `a record of one empty field stays visible`() {
    #expect(encoded([[""], ["", ""]]) == "\"\"\n,\n")
  }

  @Test func `what is written is read back`() throws {
    var generator = SeededGenerator(seed: 7)
    let alphabet = ["a", "bc", ",", "\"", "\n", "\r", "\r\n", " ", "é", "東京", "", "\u{FEFF}"]
    for _ in 0..<300 {
      let width = Int.random(in: 1...5, using: &generator)
      let table = (0..<Int.random(in: 1...6, using: &generator)).map { _ in
        (0..<width).map { _ in
          (0..<Int.random(in: 0...12, using: &generator))
            .map { _ in alphabet.randomElement(using: &generator) ?? "" }.joined()
        }
      }
      let text = encoded(table)
      let rows = try [UInt8](text.utf8).withUnsafeBufferPointer { bytes in
        var cursor = CSVCursor(bytes)
        var rows: [[String]] = []
        while try cursor.next() { rows.append((0..<cursor.count).map { cursor.string($0) }) }
        return rows
      }
      #expect(rows.map { $0.map { Array($0.utf8) } } == table.map { $0.map { Array($0.utf8) } })
    }
  }

  private func encoded(_ table: [[String]]) -> String {
    var encoder = CSVEncoder()
    var output: [UInt8] = []
    for row in table {
      for field in row { encoder.append(field, to: &output) }
      encoder.endRecord(&output)
    }
    return String(decoding: output, as: UTF8.self)
  }
}
