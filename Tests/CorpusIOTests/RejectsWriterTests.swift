import ByteIO
import CorpusIO
import LabelingCore
import Testing

struct RejectsWriterTests {
  @Test func `rejects keep every byte`() throws {
    let sink = MemorySink()
    let writer = RejectsWriter(sink)
    let log = RejectLog(policy: .skip, writer: writer)
    try log.reject(
      RejectedRecord(
        location: SourceLocation("a.csv", line: 3, column: 2),
        number: 2,
        fault: .invalidUTF8(byte: 0xE9),
        raw: [0x61, 0xE9, 0x62, 0x63]
      )
    )
    try log.reject(
      RejectedRecord(
        location: SourceLocation("a.csv", line: 4),
        number: 3,
        fault: .fieldCount(expected: 2, found: 1),
        raw: Array("x\"y".utf8)
      )
    )
    try writer.finish()
    #expect(
      String(decoding: sink.bytes, as: UTF8.self) == #"""
        {"path":"a.csv","line":3,"column":2,"record":2,"rule":"byte 0xE9 is not valid UTF-8","base64":"YeliYw=="}
        {"path":"a.csv","line":4,"record":3,"rule":"a record has 2 fields, this one has 1","text":"x\"y"}

        """#
    )
  }
}
