import ByteIO
import CorpusIO
import Foundation
import LabelingCore
import TestSupport
import Testing

struct InputTests {
  @Test(arguments: [
    ("a.csv", CorpusFormat.csv), ("a.TSV", .tsv), ("x/a.jsonl", .jsonl), ("a.ndjson", .jsonl),
    ("a.json", .jsonl), ("a.xml.gz", .xml), ("a.CSV.GZ", .csv), ("a.txt", nil), ("csv", nil),
    ("x.csv/a", nil), (".gz", nil),
  ])
  func `the suffix names the format`(path: String, format: CorpusFormat?) {
    #expect(CorpusFormat(path: path) == format)
  }

  @Test func `windows-1252 and latin1 are decoded`() {
    var options = CorpusOptions()
    options.encoding = "windows-1252"
    let bytes: [UInt8] = Array("a\n".utf8) + [0x93, 0xE9, 0x80, 0x94, 0x0A]
    #expect(Reading(bytes: bytes, .csv, options).texts == ["a=“é€”"])
    options.encoding = "latin1"
    #expect(Reading(bytes: Array("a\n".utf8) + [0xE9], .csv, options).texts == ["a=é"])
  }

  @Test func `bytes that the encoding does not have are placed`() {
    var options = CorpusOptions()
    options.encoding = "windows-1252"
    let bytes = Array("a,b\nxy,".utf8) + [0x81, 0x0A]
    for size in [1, 5, Int.max] {
      #expect(
        Reading(bytes: bytes, .csv, options, pieceByteCount: size).error
          == .bytes(
            .undecodable(
              SourceLocation("corpus", line: 2, column: 4),
              byte: 0x81,
              encoding: "windows-1252"
            )
          )
      )
    }
    options.encoding = "utf-16le"
    let half = Reading(bytes: [0x61, 0x00, 0x0A], .csv, options)
    #expect(half.error != nil)
  }

  @Test func `UTF-16 without a mark is decoded when its byte order is named`() {
    var options = CorpusOptions()
    options.encoding = "utf-16le"
    let bytes = "a\nß😀\n".utf16.reduce(into: [UInt8]()) {
      $0 += [UInt8($1 & 0xFF), UInt8($1 >> 8)]
    }
    for size in [1, 2, 3, Int.max] {
      let reading = Reading(bytes: bytes, .csv, options, pieceByteCount: size)
      #expect(reading.texts == ["a=ß😀"])
    }
    #expect(Reading(bytes: [0xFF, 0xFE] + bytes, .csv, options).fields == ["a"])
  }

  @Test func `an encoding that nobody knows is an error`() {
    var options = CorpusOptions()
    options.encoding = "klingon"
    #expect(
      Reading("a\n", .csv, options).error
        == .bytes(.unknownEncoding(name: "klingon", path: "corpus"))
    )
  }

  @Test func `a file that is not there is an error with the system's words`() {
    let reading = Reading(path: "/nowhere/corpus.csv")
    #expect(
      reading.error?.description
        == """
        /nowhere/corpus.csv: error: cannot open: no such file or directory
        help: check the path, and the folder you are in
        """
    )
  }

  @Test func `a gz file that is none, or is damaged, is an error`() throws {
    let folder = try ScratchFolder()
    let plain = try folder.write("a\n1\n", to: "a.csv.gz")
    #expect(Reading(path: plain).error == .bytes(.damagedGzip(path: plain, .notGzip)))
    let empty = try folder.write([], to: "b.csv.gz")
    #expect(Reading(path: empty).error == .bytes(.damagedGzip(path: empty, .truncated)))
    var bytes = try Gzip.compressed(Array(String(repeating: "a\n12345\n", count: 50).utf8))
    bytes[bytes.count - 6] ^= 0xFF
    let damaged = try folder.write(bytes, to: "c.csv.gz")
    #expect(Reading(path: damaged).error == .bytes(.damagedGzip(path: damaged, .corrupt)))
  }

  @Test func `gzip is known by its first bytes under any name`() throws {
    let folder = try ScratchFolder()
    let path = try folder.write(Gzip.compressed(Array("a\n1\n".utf8)), to: "a.csv")
    #expect(Reading(path: path).texts == ["a=1"])
  }

  @Test func `the gzip program reads what is written`() throws {
    let folder = try ScratchFolder()
    let path = try folder.write(Gzip.compressed(Array("hello\n".utf8)), to: "a.gz")
    let process = Process()
    process.executableURL = URL(filePath: "/bin/gzip")
    process.arguments = ["--test", path]
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
  }

  @Test func `UTF-8 is told from what is not`() {
    let good = ["", "a", "é", "東", "😀", "\u{7FF}\u{800}\u{FFFF}\u{10000}\u{10FFFF}", "\0"]
    for text in good {
      let padded = Array((String(repeating: "x", count: 40) + text).utf8)
      #expect(padded.withUnsafeBufferPointer { UTF8Check.isValid($0) })
    }
    let bad: [[UInt8]] = [
      [0x80], [0xC0, 0x80], [0xC1, 0xBF], [0xC3], [0xE0, 0x9F, 0xBF], [0xED, 0xA0, 0x80],
      [0xE2, 0x82], [0xF0, 0x8F, 0xBF, 0xBF], [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80],
      [0xFF], [0xE9, 0x61, 0x61],
    ]
    for bytes in bad {
      let padded = [UInt8](repeating: 0x78, count: 40) + bytes
      #expect(padded.withUnsafeBufferPointer { UTF8Check.validPrefix(of: $0, from: 0) } == 40)
    }
  }
}
