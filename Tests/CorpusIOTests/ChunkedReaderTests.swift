import ByteIO
import CorpusIO
import LabelingCore
import Platform
import Testing

/// A file read in chunks is the file read in one go, whatever is wrong with it.
struct ChunkedReaderTests {
  /// Both readings must agree in everything a user can see.
  private static func expectSame(
    _ bytes: [UInt8],
    _ format: CorpusFormat,
    _ options: CorpusOptions = CorpusOptions(),
    policy: ErrorPolicy = .skip,
    pieceByteCount: Int = .max,
    batchCount: Int = 4096,
    chunkByteCounts: some Sequence<Int>,
    threadCount: Int = 2
  ) {
    let whole = Reading(bytes: bytes, format, options, policy: policy, batchCount: batchCount)
    for chunkByteCount in chunkByteCounts {
      var chunks = ReadingChunks()
      chunks.byteCount = chunkByteCount
      chunks.threadCount = threadCount
      let cut = Reading(
        bytes: bytes,
        format,
        options,
        policy: policy,
        pieceByteCount: pieceByteCount,
        batchCount: batchCount,
        chunks: chunks
      )
      let isSame =
        cut.documents == whole.documents && cut.raws == whole.raws
        && cut.rejected == whole.rejected && cut.rejectedCount == whole.rejectedCount
        && cut.fields == whole.fields && cut.error == whole.error
      #expect(
        isSame,
        "chunks of \(chunkByteCount) bytes, \(policy): \(String(decoding: bytes, as: UTF8.self).debugDescription)"
      )
      if !isSame { return }
    }
  }

  @Test(arguments: [CorpusFormat.csv, .tsv, .jsonl])
  func `the sample corpus is the same for chunks of every size`(format: CorpusFormat) {
    let text = ReaderConformanceTests.sample(format)
    for text in [text, "\u{FEFF}" + text, String(repeating: text, count: 7)] {
      let bytes = Array(text.utf8)
      Self.expectSame(bytes, format, chunkByteCounts: 16...(bytes.count + 1))
      Self.expectSame(bytes, format, policy: .fail, batchCount: 1, chunkByteCounts: 16...60)
    }
  }

  @Test func `bad records are told with the same places for chunks of every size`() {
    let csv =
      "a,b\n1,x\n2\n3,x,y\n4,\"q\"z\n\n\n5,x\n6,\"open\n7,x\r\n8,\"x\ny\"\r9,a\"b\n10,\"\"\"\"\n11,\"cut"
    let jsonl =
      "{\"a\":1}\n\n{\"a\":1,\"a\":2}\n[1]\n {\"b\\u0063\":\"\\ud83d\\ude00\\n\"}\r\n{\"a\":tru}\n"
      + "{\"c\":[1,{\"d\":\"]}\"}]}\n\"x\"\n{\"e\":\"\u{7f}é\"}\n{\"a\":\"open\n{\"a\":null}\n{\"cut\":"
    for policy in [ErrorPolicy.fail, .upTo(2), .skip] {
      Self.expectSame(Array(csv.utf8), .csv, policy: policy, chunkByteCounts: 16...csv.utf8.count)
      Self.expectSame(
        Array(jsonl.utf8),
        .jsonl,
        policy: policy,
        chunkByteCounts: 16...jsonl.utf8.count
      )
    }
  }

  @Test(arguments: 1...40)
  func `random records of every kind are the same in chunks`(seed: Int) {
    var rng = SeededGenerator(seed: UInt64(seed))
    let csvParts = [
      "1", "text", ",", ",", "\n", "\n", "\r\n", "\"", "\"a,b\"", "\"x\ny\"", "\"q\"\"q\"", "é",
      "\r",
      " ", "ab\"c", "\u{1F600}", "1,\"two\nlines\",3\n", "1,2,3\n", "1,2,3\n", "\"\",\"\",\"\"\r\n",
    ]
    let jsonParts = [
      "{\"a\":1,\"b\":\"text of some length, longer than a register\"}\n",
      "{\"b\":\"é\\\"\\u00e9\"}\n",
      "{\"c\":null,\"a\":true}\r\n", "\n", "{\"a\":1,\"a\":2}\n",
      "{\"\\u0061\":[1,2,{\"b\":\"}\"}]}\n",
      "{\"a\":01}\n", "{}\n", " {\"d\" : -1.5e3 , \"e\":false} \n", "[1]\n", "\"", "{\"a\":\"", "}",
      "{\"a\":\"\t\"}\n", "{\"f\(seed)\":\"\\ud800\"}\n",
    ]
    for format in [CorpusFormat.csv, .jsonl] {
      let parts = format == .csv ? csvParts : jsonParts
      // Good records mostly, so that chunks are taken as they are; or anything.
      let good = format == .csv ? "7,\"seven, 7\",x\n" : "{\"a\":7,\"b\":\"seven\"}\n"
      var bytes = Array((format == .csv ? "a,b,c\n" : "").utf8)
      let badShare = [0.02, 0.1, 0.5, 1][seed % 4]
      for _ in 0..<Int.random(in: 1...150, using: &rng) {
        let isGood = Double.random(in: 0..<1, using: &rng) >= badShare
        bytes += (isGood ? good : parts.randomElement(using: &rng) ?? "").utf8
        if !isGood, Int.random(in: 0..<12, using: &rng) == 0 {
          bytes.append(UInt8.random(in: 0...255, using: &rng))
        }
      }
      var options = CorpusOptions()
      options.hasHeader = seed % 3 > 0
      options.trimsFields = seed % 5 == 0
      options.readsRawOnly = format == .jsonl && seed % 7 == 0
      let policies = [ErrorPolicy.skip, .fail, .upTo(3)]
      Self.expectSame(
        bytes,
        format,
        options,
        policy: policies[seed % 3],
        pieceByteCount: [1, 7, 64, .max][seed / 4 % 4],
        batchCount: [1, 3, 4096][seed / 2 % 3],
        chunkByteCounts: [16, 17, 23, 40, 64, 100, 333, 1000],
        threadCount: 1 + seed % 3
      )
    }
  }

  @Test func `a source that fails within a record gives the documents before it`() {
    struct Case { var bytes: [UInt8], format: CorpusFormat }
    let cases = [
      Case(bytes: Array("a,b\n1,2\n3,4\n5,\"6".utf8), format: .csv),
      Case(bytes: Array("{\"a\":1}\n{\"a\":2}\n{\"a\"".utf8), format: .jsonl),
    ]
    for (bytes, format) in cases.map({ ($0.bytes, $0.format) }) {
      for piece in [1, 5, 100] {
        for chunkByteCount in [nil, 16, 20, 100] {
          let log = RejectLog(policy: .fail)
          var count = 0
          var error: CorpusError?
          do throws(CorpusError) {
            let chunks = chunkByteCount.map { byteCount in
              var chunks = ReadingChunks()
              chunks.byteCount = byteCount
              return chunks
            }
            let reader = try Corpus.reader(
              of: FailingSource(bytes, pieceByteCount: piece),
              format,
              rejects: log,
              chunks: chunks
            )
            var batch = DocumentBatch()
            while try reader.read(into: &batch) { count += batch.count }
          } catch let failure {
            error = failure
          }
          #expect(error == .bytes(FailingSource.failure))
          #expect(count == 2)
        }
      }
    }
  }

  @Test func `a reader that is given up in the middle ends its threads`() throws {
    let line = "{\"text\":\"a document of a few bytes\"}\n"
    let bytes = Array(String(repeating: line, count: 5000).utf8)
    var chunks = ReadingChunks()
    chunks.byteCount = 1000
    chunks.threadCount = 4
    for count in 0..<20 {
      let reader = try Corpus.reader(of: MemorySource(bytes), .jsonl, chunks: chunks)
      var batch = DocumentBatch()
      for _ in 0..<count {
        #expect(try reader.read(into: &batch, maximumCount: 10, maximumByteCount: 1 << 20))
      }
    }
  }

  @Test func `a limit of documents shows the fields of those only`() throws {
    let text = "{\"a\":1}\n{\"b\":2}\n{\"c\":3}\n{\"d\":4}\n"
    var chunks = ReadingChunks()
    chunks.byteCount = 1000
    let reader = try Corpus.reader(of: text, .jsonl, chunks: chunks)
    var batch = DocumentBatch()
    _ = try reader.read(into: &batch, maximumCount: 4, maximumByteCount: 1)
    #expect(reader.fields.names == ["a"])
    _ = try reader.read(into: &batch, maximumCount: 4, maximumByteCount: 1)
    #expect(reader.fields.names == ["a", "b"])
    #expect(Document.all(of: batch, reader.fields).map(\.description) == ["b#2"])
  }
}

/// Hands out some bytes, then fails as a disk would.
private final class FailingSource: ByteSource {
  static let failure = ByteError.system(.read, path: "corpus", .inputOutput)

  private let rest: MemorySource

  init(_ bytes: [UInt8], pieceByteCount: Int) {
    rest = MemorySource(bytes, pieceByteCount: pieceByteCount)
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(ByteError) -> Int {
    let count = try rest.read(into: buffer)
    if count == 0 { throw Self.failure }
    return count
  }
}
