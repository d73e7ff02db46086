import ByteIO
import CorpusIO
import LabelingCore
import TestSupport
import Testing

/// What every reader must do, whatever its format.
struct ReaderConformanceTests {
  /// Three documents with a number, a text full of traps, and an empty text.
  static func sample(_ format: CorpusFormat) -> String {
    switch format {
    case .csv:
      "id,text,extra\n1,\"two\nlines, \"\"quoted\"\"\",x\r\n2,naïve 東京 👍🏽,\n\n3,,\"z\"\n"
    case .tsv:
      "id\ttext\textra\n1\t\"two\nlines, \"\"quoted\"\"\"\tx\r\n2\tnaïve 東京 👍🏽\t\n\n3\t\t\"z\"\n"
    case .jsonl:
      #"{"id":"1","text":"two\nlines, \"quoted\"","extra":"x"}"# + "\n"
        + #" {"id":"2","text":"naïve \u6771京 👍🏽","extra":""} "# + "\r\n\n"
        + #"{"id":"3","text":"","extra":"\u007a"}"# + "\n"
    case .xml:
      "<?xml version=\"1.0\"?>\n<!-- c --><all>\n<d><id>1</id><text>two\nlines, \"quoted\"</text>"
        + "<extra>x</extra></d>\n<d><id>2</id><text>na&#239;ve <![CDATA[東京 👍🏽]]></text>"
        + "<extra></extra></d>\n<other/><d><id>3</id><text/><extra>z</extra></d></all>\n"
    // A new format fails here until it has a sample.
    default: ""
    }
  }

  static let expected = [
    "id=1|text=two\nlines, \"quoted\"|extra=x", "id=2|text=naïve 東京 👍🏽|extra=",
    "id=3|text=|extra=z",
  ]

  static var options: CorpusOptions {
    var options = CorpusOptions()
    options.recordPath = "d"
    return options
  }

  @Test(arguments: CorpusFormat.allCases)
  func `a corpus comes out as its documents`(format: CorpusFormat) {
    let reading = Reading(Self.sample(format), format, Self.options)
    #expect(reading.error == nil)
    #expect(reading.texts == Self.expected)
    #expect(reading.fields == ["id", "text", "extra"])
    #expect(reading.documents.map(\.number) == [1, 2, 3])
  }

  @Test(arguments: CorpusFormat.allCases)
  func `pieces of every size give the same documents`(format: CorpusFormat) {
    let bytes = Array(Self.sample(format).utf8)
    let whole = Reading(bytes: bytes, format, Self.options)
    for size in Array(1...17) + [31, 61, 127] {
      let pieces = Reading(bytes: bytes, format, Self.options, pieceByteCount: size)
      #expect(pieces.error == nil)
      #expect(pieces.documents == whole.documents, "pieces of \(size) bytes")
    }
  }

  @Test(arguments: CorpusFormat.allCases)
  func `batches of every size give the same documents`(format: CorpusFormat) {
    let bytes = Array(Self.sample(format).utf8)
    let whole = Reading(bytes: bytes, format, Self.options)
    for count in 1...4 {
      let batches = Reading(bytes: bytes, format, Self.options, batchCount: count)
      #expect(batches.documents == whole.documents, "batches of \(count)")
    }
  }

  @Test(arguments: CorpusFormat.allCases)
  func `a byte order mark and a missing last line end change nothing`(format: CorpusFormat) {
    var text = Self.sample(format)
    while text.last?.isNewline == true { text.removeLast() }
    let reading = Reading("\u{FEFF}" + text, format, Self.options)
    #expect(reading.error == nil)
    #expect(reading.texts == Self.expected)
  }

  @Test(arguments: CorpusFormat.allCases)
  func `UTF-16 with a byte order mark is recognized`(format: CorpusFormat) {
    let units = Array(Self.sample(format).utf16)
    var little: [UInt8] = [0xFF, 0xFE]
    var big: [UInt8] = [0xFE, 0xFF]
    for unit in units {
      little += [UInt8(unit & 0xFF), UInt8(unit >> 8)]
      big += [UInt8(unit >> 8), UInt8(unit & 0xFF)]
    }
    for bytes in [little, big] {
      for size in [1, 7, Int.max] {
        let reading = Reading(bytes: bytes, format, Self.options, pieceByteCount: size)
        #expect(reading.error == nil)
        #expect(reading.texts == Self.expected)
      }
    }
  }

  @Test(arguments: CorpusFormat.allCases)
  func `gzip of one or more members is read`(format: CorpusFormat) throws {
    let folder = try ScratchFolder()
    let text = Array(Self.sample(format).utf8)
    let half = text.count / 2
    let members = try Gzip.compressed(Array(text[..<half])) + Gzip.compressed(Array(text[half...]))
    let path = try folder.write(members, to: "corpus.\(format.rawValue).gz")
    let reading = Reading(path: path, Self.options)
    #expect(reading.error == nil)
    #expect(reading.texts == Self.expected)
    for size in [1, 13] {
      let pieces = Reading(bytes: members, format, Self.options, pieceByteCount: size)
      #expect(pieces.texts == Self.expected)
    }
  }

  @Test(arguments: CorpusFormat.allCases)
  func `a gzip stream that is cut short is an error at every length`(format: CorpusFormat) throws {
    let whole = try Gzip.compressed(Array(Self.sample(format).utf8))
    for length in [5, 12, whole.count / 2, whole.count - 4, whole.count - 1] {
      let path = "corpus.\(format.rawValue).gz"
      let reading = Reading(bytes: Array(whole.prefix(length)), format, Self.options, path: path)
      #expect(reading.error == .bytes(.damagedGzip(path: path, .truncated)), "\(length) bytes")
    }
  }

  @Test(arguments: [CorpusFormat.csv, .tsv, .jsonl])
  func `an empty file has no documents`(format: CorpusFormat) {
    for text in ["", "\u{FEFF}", "\n\n", "\r\n"] {
      let reading = Reading(text, format)
      #expect(reading.error == nil)
      #expect(reading.documents.isEmpty)
    }
  }

  @Test(arguments: CorpusFormat.allCases)
  func `a field of a megabyte is read`(format: CorpusFormat) {
    let huge = String(repeating: "0123456789abcdé ", count: 70_000)
    let text =
      switch format {
      case .csv, .tsv: "text\n\"\(huge)\n\"\n"
      case .jsonl: "{\"text\":\"\(huge)\\n\"}\n"
      case .xml: "<all><d><text>\(huge)\n</text></d></all>"
      default: ""
      }
    let reading = Reading(text, format, Self.options)
    #expect(reading.texts == ["text=\(huge)\n"])
  }

  @Test(arguments: [CorpusFormat.csv, .tsv, .jsonl])
  func `a record beyond the limit is rejected and the next one is read`(format: CorpusFormat) {
    var options = CorpusOptions()
    options.limits.recordByteCount = 1000
    let huge = String(repeating: "x", count: 1_000_000)
    let text =
      format == .jsonl
      ? "{\"text\":\"a\"}\n{\"text\":\"\(huge)\"}\n{\"text\":\"b\"}\n" : "text\na\n\(huge)\nb\n"
    let reading = Reading(text, format, options, policy: .skip)
    #expect(reading.texts == ["text=a", "text=b"])
    #expect(reading.rejected.map(\.fault) == [.tooLong(limit: 1000)])
    #expect(reading.rejected.map(\.location.line) == [format == .jsonl ? 2 : 3])
    #expect(reading.documents.map(\.line) == (format == .jsonl ? [1, 3] : [2, 4]))
  }
}
