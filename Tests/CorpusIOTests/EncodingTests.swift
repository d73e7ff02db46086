import ByteIO
import CorpusIO
import LabelingCore
import Testing

/// Encodings that files do not name, and places in files of any encoding.
struct EncodingTests {
  private static let utf16 = ["utf-16le", "utf-16be"]

  private static func encoded(_ text: String, _ encoding: String) -> [UInt8] {
    switch encoding {
    case "utf-16le": text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    case "utf-16be": text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
    case "utf-32le":
      text.unicodeScalars.flatMap { scalar in (0..<4).map { UInt8(scalar.value >> (8 * $0) & 0xFF) }
      }
    case "utf-32be":
      text.unicodeScalars.flatMap { scalar in
        (0..<4).map { UInt8(scalar.value >> (24 - 8 * $0) & 0xFF) }
      }
    case "latin1": text.unicodeScalars.map { UInt8($0.value) }
    default: Array(text.utf8)
    }
  }

  @Test(arguments: ["utf-16le", "utf-16be", "utf-32le", "utf-32be"])
  func `UTF-16 and UTF-32 are known without a mark`(encoding: String) {
    var options = CorpusOptions()
    options.recordPath = "r"
    let texts: [(String, CorpusFormat, String)] = [
      ("id,t\n1,\u{6771}\u{4EAC}\n", .csv, "id=1|t=\u{6771}\u{4EAC}"),
      ("{\"a\":\"\u{E9}\"}", .jsonl, "a=\u{E9}"),
      ("<?xml version='1.0' encoding='UTF-16'?><x><r>\u{E9}</r></x>", .xml, "#text=\u{E9}"),
      ("<x><r>\u{E9}</r></x>", .xml, "#text=\u{E9}"),
    ]
    for (text, format, expected) in texts {
      let reading = Reading(bytes: Self.encoded(text, encoding), format, options)
      #expect(reading.texts == [expected], "\(text)")
    }
  }

  @Test func `a NUL here and there is text`() {
    #expect(Reading("a\u{0}b,c\n\u{0},\u{0}\n", .csv).fields == ["a\u{0}b", "c"])
  }

  @Test func `a byte order mark outranks what XML declares`() {
    var options = CorpusOptions()
    options.recordPath = "r"
    let xml = "<?xml version='1.0' encoding='ISO-8859-1'?><x><r>\u{E9}\u{6771}</r></x>"
    for (encoding, mark) in [
      ("utf-8", [0xEF, 0xBB, 0xBF] as [UInt8]), ("utf-16le", [0xFF, 0xFE]),
      ("utf-16be", [0xFE, 0xFF]), ("utf-32le", [0xFF, 0xFE, 0, 0]),
      ("utf-32be", [0, 0, 0xFE, 0xFF]),
    ] {
      let reading = Reading(bytes: mark + Self.encoded(xml, encoding), .xml, options)
      #expect(reading.texts == ["#text=\u{E9}\u{6771}"], "\(encoding)")
    }
  }

  @Test(arguments: ["utf-8", "latin1", "utf-16le", "utf-16be"], ["\n", "\r", "\r\n"])
  func `mistakes are placed in the bytes of the file`(encoding: String, end: String) {
    var options = CorpusOptions()
    options.encoding = encoding
    for seed in 0..<40 {
      var generator = SeededGenerator(seed: UInt64(seed))
      let lines = (0..<Int.random(in: 1...6, using: &generator)).map { _ in
        String(repeating: "\u{E9}", count: Int.random(in: 0...3, using: &generator)) + ",x" + end
      }
      let before = "\u{E9}\u{DF},\"a\""
      let text = (["a,b" + end] + lines + [before, "b" + end]).joined()
      let place = SourceLocation(
        "corpus",
        line: lines.count + 2,
        column: Self.encoded(before, encoding).count + 1
      )
      for size in [1, 64, Int.max] {
        let reading = Reading(
          bytes: Self.encoded(text, encoding),
          .csv,
          options,
          pieceByteCount: size
        )
        guard case .badRecord(let record) = reading.error else {
          Issue.record("no error")
          return
        }
        #expect(record.location == place, "seed \(seed)")
      }
    }
  }

  @Test(arguments: ["\n", "\r", "\r\n"])
  func `bytes that an encoding does not have are placed in the file`(end: String) {
    var options = CorpusOptions()
    options.encoding = "windows-1252"
    let text = Self.encoded("a" + end + "\u{E9}\u{E9}" + end + "\u{E9},\u{E9}", "latin1")
    for size in [1, 3, Int.max] {
      let reading = Reading(bytes: text + [0x81], .csv, options, pieceByteCount: size)
      #expect(
        reading.error
          == .bytes(
            .undecodable(
              SourceLocation("corpus", line: 3, column: 4),
              byte: 0x81,
              encoding: "windows-1252"
            )
          )
      )
    }
  }

  @Test func `JSON Lines are placed in the bytes of the file`() {
    var options = CorpusOptions()
    options.encoding = "utf-16be"
    let bytes = Self.encoded("{\"a\":\"\u{E9}\"}\n{\"\u{E9}\":nul}\n", "utf-16be")
    guard case .badRecord(let record) = Reading(bytes: bytes, .jsonl, options).error else {
      Issue.record("no error")
      return
    }
    #expect(record.location == SourceLocation("corpus", line: 2, column: 11))
  }

  @Test(arguments: [("utf-8", 20), ("utf-16le", 37), ("latin1", 19)])
  func `XML is placed in the bytes of the file`(encoding: String, column: Int) {
    var options = CorpusOptions()
    options.recordPath = "r"
    options.encoding = encoding
    let bytes = Self.encoded("<x>\n<r k='\u{E9}'>a</r><r b>", encoding)
    guard case .malformedXML(let location, _) = Reading(bytes: bytes, .xml, options).error else {
      Issue.record("no error")
      return
    }
    #expect(location == SourceLocation("corpus", line: 2, column: column))
  }
}
