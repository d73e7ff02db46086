import ByteIO
import CorpusIO
import LabelingCore
import Testing

/// The words of errors, whole, as a user sees them.
struct CorpusErrorTests {
  private static let place = SourceLocation("in.csv", line: 3, column: 7)

  private static func record(_ fault: RecordFault) -> CorpusError {
    .badRecord(RejectedRecord(location: place, number: 2, fault: fault, raw: []))
  }

  @Test(arguments: [
    (
      record(.invalidUTF8(byte: 0xE9)),
      """
      in.csv:3:7: error: byte 0xE9 is not valid UTF-8
      help: pass '--encoding windows-1252' if that is the file's encoding; '--on-error skip' goes on without such records
      """
    ),
    (
      record(.fieldCount(expected: 3, found: 2)),
      """
      in.csv:3:7: error: a record has 3 fields, this one has 2
      help: pass '--separator' or '--quote' if the file uses others; '--on-error skip' goes on without such records
      """
    ),
    (
      record(.textAfterQuote(openedAtLine: 2, column: 5)),
      """
      in.csv:3:7: error: a closing quote is followed by a separator or a line end
      note: the quote was opened at line 2, column 5
      help: pass '--quote none' if quotes are data in this file; '--on-error skip' goes on without such records
      """
    ),
    (
      record(.missing(.text, path: "txt", fields: ["id", "text"])),
      """
      in.csv:3:7: error: the record has no field 'txt' for '--text-field'
      help: pass '--text-field' with another field: did you mean 'text'? fields are 'id', 'text'; '--on-error skip' goes on without such records
      """
    ),
    (
      CorpusError.unknownField(.gold, path: "clas", file: "in.csv", fields: ["id;class"]),
      """
      in.csv:1: error: there is no field 'clas' for '--gold-field'
      help: fields are 'id;class'; pass '--separator' if fields are separated by ';'
      """
    ),
    (
      CorpusError.bytes(.undecodable(place, byte: 0x81, encoding: "windows-1252")),
      """
      in.csv:3:7: error: byte 0x81 is not valid in encoding 'windows-1252'
      help: pass '--encoding' with the file's encoding
      """
    ),
    (
      CorpusError.unknownFormat(path: "adult.test"),
      """
      adult.test: error: the suffix names no corpus format
      help: pass '--format' with 'csv', 'tsv', 'jsonl' or 'xml'
      """
    ),
    (
      CorpusError.recordPathMissing(path: "a.xml", candidates: ["posts/row"]),
      """
      a.xml: error: which XML elements are records is not known
      help: pass '--record' with an element name or path, such as 'posts/row'
      """
    ),
    (
      CorpusError.malformedXML(SourceLocation("a.xml", line: 1, column: 2), rule: "no"),
      """
      a.xml:1:2: error: the XML is not well-formed: no
      note: reading cannot go on after such an error; '--on-error skip' does not apply
      """
    ),
    (
      CorpusError.duplicateIDs([
        DuplicateIDs.Duplicate(
          id: "a",
          places: [SourceLocation("f", line: 1), SourceLocation("f", line: 4)]
        )
      ]),
      """
      f:4: error: identifiers are unique, but one occurs more than once
      note: 'a' is at f:1, f:4
      help: pass '--id-field' with a field that tells the documents apart
      """
    ),
    (
      CorpusError.addedFieldExists(name: "label", SourceLocation("a.jsonl", line: 9)),
      """
      a.jsonl:9: error: output field 'label' is in the input already
      help: pass '--prefix' to give output fields another name
      """
    ),
    (
      CorpusError.tooManyBadRecords(
        limit: 5,
        last: RejectedRecord(location: place, number: 9, fault: .notAnObject, raw: [])
      ),
      """
      in.csv:3:7: error: a line is a JSON object, not another value
      note: this is bad record number 6; '--on-error' allows 5
      help: pass '--on-error skip' to skip bad records, or fix the file
      """
    ),
  ])
  func `an error says the place, the rule and how to fix it`(error: CorpusError, expected: String) {
    #expect(error.description == expected)
  }

  @Test func `policies are read from the command line`() {
    #expect(ErrorPolicy("fail") == .fail)
    #expect(ErrorPolicy("skip") == .skip)
    #expect(ErrorPolicy("12") == .upTo(12))
    #expect(ErrorPolicy("-1") == nil)
    #expect(ErrorPolicy("some") == nil)
  }
}
