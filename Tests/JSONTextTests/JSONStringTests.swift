import Foundation
import JSONText
import struct LabelingCore.SeededGenerator
import Testing

struct JSONStringTests {
  @Test(
    arguments: [
      (#"plain"#, "plain"), (#"\"\\\/\b\f\n\r\t"#, "\"\\/\u{8}\u{C}\n\r\t"),
      (#"\u0041\u00E9\u20ac"#, "Aé€"),
      (#"\uD83D\uDE00"#, "😀"), (#"\ud83d\ude00x"#, "😀x"), (#"\uD800"#, "\u{FFFD}"),
      (#"\uDC00a"#, "\u{FFFD}a"), (#"\u0041\uDC00"#, "A\u{FFFD}"),
      (#"\uD800\u0041"#, "\u{FFFD}A"), (#"\uD800\n"#, "\u{FFFD}\n"),
      (#"\uD83D\uD83D\uDE00"#, "\u{FFFD}😀"), (#"\u0000"#, "\0"),
      (#"\uFFFF\uDBFF\uDFFF"#, "\u{FFFF}\u{10FFFF}"), (#"\uD83Dx\uDE00"#, "\u{FFFD}x\u{FFFD}"),
      (#"é😀"#, "é😀"), ("", ""),
    ]
  )
  func `escapes are decoded`(contents: String, expected: String) throws {
    try JSONScannerTests.withBytes(contents) { bytes in
      var decoded: [UInt8] = Array("x".utf8)
      JSONString.appendUnescaped(bytes, to: &decoded)
      #expect(decoded == Array("x\(expected)".utf8))
    }
  }

  @Test(
    arguments: [
      ("a\"b\\c", #""a\"b\\c""#), ("\n\r\t", #""\n\r\t""#),
      ("\u{8}\u{C}\0\u{1F}", #""\u0008\u000c\u0000\u001f""#), ("é😀/", "\"é😀/\""),
      ("\u{7F}", "\"\u{7F}\""), ("", #""""#),
    ]
  )
  func `text is written with the escapes it needs`(text: String, expected: String) {
    var quoted: [UInt8] = []
    JSONString.appendQuoted(text.utf8, to: &quoted)
    #expect(String(decoding: quoted, as: UTF8.self) == expected)
  }

  @Test func `what is written reads back, here and in Foundation`() throws {
    var rng = SeededGenerator(seed: 1)
    for _ in 0..<2_000 {
      var scalars = String.UnicodeScalarView()
      for _ in 0..<Int.random(in: 0...12, using: &rng) {
        let limit: UInt32 = Bool.random(using: &rng) ? 0x80 : 0x11_0000
        if let scalar = Unicode.Scalar(UInt32.random(in: 0..<limit, using: &rng)) {
          scalars.append(scalar)
        }
      }
      let text = String(scalars)
      var quoted: [UInt8] = []
      JSONString.appendQuoted(text.utf8, to: &quoted)
      let value = try JSONScannerTests.scan(String(decoding: quoted, as: UTF8.self))
      var decoded: [UInt8] = []
      quoted.withUnsafeBufferPointer {
        let contents = UnsafeBufferPointer(rebasing: $0[value.contents])
        _ = JSONString.appendUnescaped(contents, to: &decoded)
      }
      #expect(decoded == Array(text.utf8))
      #expect(
        try JSONDecoder().decode([String].self, from: Data("[".utf8) + quoted + Data("]".utf8))[0]
          .utf8.elementsEqual(text.utf8)
      )
    }
  }
}
