import ByteIO
import CorpusIO
import LabelingCore
import Testing

struct DocumentRolesTests {
  private struct Row: Hashable {
    var id: String
    var text: String
    var gold: String?
  }

  private func rows(
    _ text: String,
    _ format: CorpusFormat,
    _ roles: DocumentRoles,
    path: String = "some/corpus.x",
    log: RejectLog = RejectLog(policy: .skip)
  ) throws -> [Row] {
    var options = CorpusOptions()
    options.recordPath = "r"
    let reader = try Corpus.reader(
      of: text,
      format,
      path: path,
      options: options,
      rejects: log
    )
    var roles = roles
    try roles.check(reader)
    var batch = DocumentBatch()
    var slices = RoleSlices()
    var rows: [Row] = []
    while try reader.read(into: &batch, maximumCount: 2, maximumByteCount: 1 << 20) {
      try roles.assign(to: &batch, from: reader, into: &slices)
      #expect(slices.ids.count == batch.count)
      for index in batch.records.indices {
        rows.append(
          Row(
            id: batch.string(slices.ids[index]),
            text: batch.string(slices.texts[index]),
            gold: slices.golds[index].map { batch.string($0) }
          )
        )
      }
    }
    return rows
  }

  @Test func `fields of a CSV corpus`() throws {
    let roles = DocumentRoles(text: "t", id: "i", gold: "g")
    #expect(
      try rows("i,t,g\na,\"x \"\"y\",1\nb,,\n", .csv, roles)
        == [Row(id: "a", text: "x \"y", gold: "1"), Row(id: "b", text: "", gold: nil)]
    )
  }

  @Test func `identifiers are made from the file's name and the record's number`() throws {
    let rows = try rows("t\nx\ny\n\"z\n", .csv, DocumentRoles(text: "t"))
    #expect(rows.map(\.id) == ["corpus.x:1", "corpus.x:2"])
    #expect(try self.rows("t\nx\n", .csv, DocumentRoles(), path: "-").map(\.id) == ["stdin:1"])
  }

  @Test func `paths reach into nested values`() throws {
    let line =
      #"{"meta":{"id":7,"tags":["a","b\n"]},"text":["x","y"],"a.b":"exact","a":{"b":"not"}}"#
    func text(_ path: String) throws -> String? {
      try rows(line, .jsonl, DocumentRoles(text: path)).first?.text
    }
    #expect(try text("text") == "x\ny")
    #expect(try text("text.1") == "y")
    #expect(try text("meta/id") == "7")
    #expect(try text("meta.tags") == "a\nb\n")
    #expect(try text("meta.tags.0") == "a")
    #expect(try text("a.b") == "exact")
    #expect(try text("a/b") == "not")
    #expect(try text("meta.none") == nil)
    #expect(try text("text.none") == nil)
  }

  @Test func `paths reach into XML`() throws {
    let xml =
      "<x><r id='1'><p><t>a</t></p><p><t>b</t></p><ts><m term='u'/><m term='v'/></ts></r>"
      + "<r id='2'><p><t>c</t></p><ts><m term='w'/></ts></r></x>"
    let rows = try rows(xml, .xml, DocumentRoles(text: "p/t", id: "@id", gold: "ts/m/@term"))
    #expect(
      rows == [Row(id: "1", text: "a\nb", gold: "u\nv"), Row(id: "2", text: "c", gold: "w")]
    )
  }

  @Test func `documents without identifier or text are rejected`() throws {
    let log = RejectLog(policy: .skip)
    let text = """
      {"id":"a","text":"x"}
      {"text":"x"}
      {"id":"","text":"x"}
      {"id":"b","text":null}
      {"id":"c"}
      {"id":"d","text":""}
      """
    let rows = try rows(text, .jsonl, DocumentRoles(text: "text", id: "id"), log: log)
    #expect(rows.map(\.id) == ["a", "d"])
    #expect(log.count == 4)
    #expect(
      log.first.map(\.fault) == [
        .missing(.id, path: "id", fields: ["text"]), .emptyID(path: "id"),
        .null(.text, path: "text"),
        .missing(.text, path: "text", fields: ["id"]),
      ]
    )
    #expect(log.first.map(\.location.line) == [2, 3, 4, 5])
    #expect(log.first.first?.raw == Array("{\"text\":\"x\"}".utf8))
  }

  @Test func `a name that the header lacks is an error with a suggestion`() throws {
    #expect(
      throws: CorpusError.unknownField(
        .text,
        path: "txt",
        file: "some/corpus.x",
        fields: ["id", "text"]
      )
    ) { try rows("id,text\n1,2\n", .csv, DocumentRoles(text: "txt")) }
  }

  @Test func `duplicate identifiers are found and confirmed`() {
    var ids = DuplicateIDs()
    let names = ["a", "b", "c", "a", "d", "b", "a"]
    for name in names { ids.add(name) }
    var confirmation = ids.suspects()
    #expect(!confirmation.isEmpty)
    for (index, name) in names.enumerated() {
      confirmation.add(name, at: SourceLocation("f", line: index + 1))
    }
    #expect(confirmation.duplicates.map(\.id) == ["a", "b"])
    #expect(confirmation.duplicates.map { $0.places.compactMap(\.line) } == [[1, 4, 7], [2, 6]])
    var unique = DuplicateIDs()
    for index in 0..<1000 { unique.add("\(index)") }
    #expect(unique.suspects().isEmpty)
  }
}
