import ByteIO
import CorpusIO
import LabelingCore
import Testing

struct CSVReaderTests {
  @Test func `header names are made unique and empty ones are numbered`() {
    let reading = Reading("a,,a,a_2,,a\n1,2,3,4,5,6\n", .csv)
    #expect(reading.fields == ["a", "column2", "a_3", "a_2", "column5", "a_4"])
    #expect(reading.texts == ["a=1|column2=2|a_3=3|a_2=4|column5=5|a_4=6"])
  }

  @Test func `without a header columns are numbered and the first record counts`() {
    var options = CorpusOptions()
    options.hasHeader = false
    let reading = Reading("x,y\n1,2\n", .csv, options)
    #expect(reading.texts == ["column1=x|column2=y", "column1=1|column2=2"])
    #expect(reading.documents.map(\.line) == [1, 2])
  }

  @Test func `other separators and quotes`() {
    var options = CorpusOptions()
    options.separator = UInt8(ascii: ";")
    options.quote = UInt8(ascii: "'")
    #expect(Reading("a;b\n'x;''y';\"z\n", .csv, options).texts == ["a=x;'y|b=\"z"])
    options.quote = nil
    #expect(Reading("a;b\n'x;y'\n", .csv, options).texts == ["a='x|b=y'"])
  }

  @Test func `trimming drops blanks around names and values`() {
    var options = CorpusOptions()
    options.trimsFields = true
    #expect(Reading("a, b\n 1 ,\" 2 \" \n", .csv, options).texts == ["a=1|b= 2 "])
  }

  @Test func `every bad record is listed and no good one is lost`() {
    let text = "a,b\n1,x\n2\n3,x,y\n4,\"q\"z\n5,x\n6,\"open\n7,x\n8,\"x\ny\"\n9,x\n"
    let reading = Reading(text, .csv, policy: .skip)
    #expect(reading.texts == ["a=1|b=x", "a=5|b=x", "a=7|b=x", "a=8|b=x\ny", "a=9|b=x"])
    #expect(
      reading.rejected.map { "\($0.number) \($0.location) \($0.fault)" } == [
        "2 corpus:3 fieldCount(expected: 2, found: 1)",
        "3 corpus:4 fieldCount(expected: 2, found: 3)",
        "4 corpus:5:6 textAfterQuote(openedAtLine: 5, column: 3)",
        "6 corpus:9:4 textAfterQuote(openedAtLine: 7, column: 3)",
      ]
    )
    #expect(
      reading.rejected.map(\.raw) == ["2", "3,x,y", "4,\"q\"z", "6,\"open"].map { Array($0.utf8) }
    )
  }

  @Test func `an unterminated quote is placed where it opens`() {
    let reading = Reading("a,b\n1,\"open\n2,x\n3,y", .csv, policy: .skip)
    #expect(reading.texts == ["a=2|b=x", "a=3|b=y"])
    #expect(reading.rejected.map(\.fault) == [.unterminatedQuote])
    #expect(reading.rejected.map(\.location) == [SourceLocation("corpus", line: 2, column: 3)])
  }

  @Test func `bytes that are not UTF-8 make a bad record with line and column`() {
    var bytes = Array("a,b\nx,\"line\nz".utf8)
    bytes += [0xE9]
    bytes += Array("\"\ny,é\n".utf8)
    let reading = Reading(bytes: bytes, .csv, policy: .skip)
    #expect(reading.texts == ["a=y|b=é"])
    #expect(reading.rejected.map(\.fault) == [.invalidUTF8(byte: 0xE9)])
    #expect(reading.rejected.map(\.location) == [SourceLocation("corpus", line: 3, column: 2)])
  }

  @Test func `fail stops at the first bad record and hands out those before it`() throws {
    let reading = Reading("a\n1\n2,3\n4\n", .csv)
    #expect(reading.texts == ["a=1"])
    guard case .badRecord(let record) = reading.error else {
      Issue.record("no bad record")
      return
    }
    #expect(record.number == 2)
  }

  @Test func `a limit allows so many bad records and no more`() {
    let text = "a\n1,1\n2\n3,3\n4\n"
    #expect(Reading(text, .csv, policy: .upTo(2)).texts == ["a=2", "a=4"])
    let reading = Reading(text, .csv, policy: .upTo(1))
    #expect(reading.texts == ["a=2"])
    guard case .tooManyBadRecords(let limit, let last) = reading.error else {
      Issue.record("no error")
      return
    }
    #expect(limit == 1)
    #expect(last.location.line == 4)
  }

  @Test func `a bad header is an error under every policy`() {
    for text in ["a,\"b\n", "a,\"b\"c\n1,2\n"] {
      let reading = Reading(text, .csv, policy: .skip)
      guard case .badRecord(let record) = reading.error else {
        Issue.record("no error for \(text)")
        continue
      }
      #expect(record.location.line == 1)
    }
  }

  @Test func `raw records are kept without their line end`() throws {
    var batch = DocumentBatch()
    let reader = try Corpus.reader(of: "a,b\r\n\"x \"\"y\",z\r\n", .csv)
    #expect(try reader.read(into: &batch))
    #expect(batch.string(batch.records[0].raw) == "\"x \"\"y\",z")
  }
}
