import ByteIO
import CorpusIO
import Foundation
import LabelingCore
import TestSupport
import Testing

/// Counts were taken with Python 3.11: `csv.reader`, `xml.etree.ElementTree`, `json.loads`.
@Suite(.enabled(if: SharedData.has("corpora"), "WINNOW_SHARED names a folder with data/corpora"))
struct RealCorporaTests {
  private func count(_ name: String, record: String? = nil) -> Int {
    var options = CorpusOptions()
    options.recordPath = record
    let reading = Reading(path: SharedData.corpus(name), options)
    #expect(reading.error == nil)
    return reading.documents.count
  }

  @Test func `five files of comments are one corpus`() throws {
    let files = [
      "Youtube01-Psy": 350, "Youtube02-KatyPerry": 350, "Youtube03-LMFAO": 438,
      "Youtube04-Eminem": 448, "Youtube05-Shakira": 370,
    ].sorted { $0.key < $1.key }
    for (name, expected) in files {
      #expect(count("youtube-spam-csv/\(name).csv") == expected)
    }
    let reader = try CorpusSequence(
      paths: files.map { SharedData.corpus("youtube-spam-csv/\($0.key).csv") },
      rejects: RejectLog()
    )
    var roles = DocumentRoles(text: "CONTENT", gold: "CLASS")
    try roles.check(reader)
    var batch = DocumentBatch()
    var slices = RoleSlices()
    var total = 0
    var golds: Set<String> = []
    var ids = DuplicateIDs()
    while try reader.read(into: &batch) {
      try roles.assign(to: &batch, from: reader, into: &slices)
      total += batch.count
      for gold in slices.golds { golds.insert(gold.map { batch.string($0) } ?? "none") }
      ids.add(slices.ids, of: batch)
    }
    #expect(total == 1956)
    #expect(golds == ["0", "1"])
    #expect(ids.suspects().isEmpty)
  }

  /// The file as it is here holds ASCII only, so it imports without an option.
  @Test func `short messages import, and say what they need when they are not UTF-8`() throws {
    let path = SharedData.corpus("sms-spam-csv/spam.csv")
    let plain = Reading(path: path)
    #expect(plain.documents.count == 5571)
    #expect(plain.fields == ["v1", "v2", "column3"])
    // "WON a ??2,000" was "WON a £2,000" before someone lost the pound signs.
    var bytes = Array(try Data(contentsOf: URL(filePath: path)))
    let marks = bytes.indices.dropLast().filter { bytes[$0] == 0x3F && bytes[$0 + 1] == 0x3F }
    let first = try #require(marks.first)
    bytes[first] = 0xA3
    let failed = Reading(bytes: bytes, .csv)
    #expect(
      failed.error?.description.hasPrefix("corpus:2:43: error: byte 0xA3 is not valid UTF-8")
        == true
    )
    #expect(failed.error?.description.contains("--encoding windows-1252") == true)
    var options = CorpusOptions()
    options.encoding = "windows-1252"
    let decoded = Reading(bytes: bytes, .csv, options)
    #expect(decoded.documents.count == 5571)
    #expect(decoded.texts.first?.contains("WON a £?2,000") == true)
  }

  /// The file as it is here is well-formed: five lines broken inside of quotes,
  /// mojibake that is valid UTF-8, and labels that no class has.
  @Test func `the dirty file has no bad record, and damage to it is found record by record`() throws
  {
    let path = SharedData.corpus("dirty-csv/youtube_all_LF.csv")
    let whole = Reading(path: path, policy: .skip)
    #expect(whole.documents.count == 1963)
    #expect(whole.rejectedCount == 0)
    let labels = Set(
      whole.documents.map { String(decoding: $0.cells[4].value, as: UTF8.self) }
    )
    #expect(labels == ["0", "1", "2", "3", ""])
    // Damage every hundredth record in one of four ways; all others must survive.
    var lines = try Data(contentsOf: URL(filePath: path)).split(separator: 0x0A).map { Array($0) }
    let simple = lines.indices.dropFirst().filter { index in
      !lines[index].contains(0x22) && lines[index].last == 0x0D && lines[index - 1].last == 0x0D
    }
    var damaged = 0
    for (position, index) in simple.enumerated() where position % 100 == 50 {
      switch damaged % 4 {
      case 0: lines[index][1] = 0xFF
      case 1: lines[index].removeAll { $0 == 0x2C }
      case 2: lines[index].insert(contentsOf: Array(",,".utf8), at: 0)
      default: lines[index].insert(contentsOf: Array("\"a\"b,".utf8), at: 0)
      }
      damaged += 1
    }
    #expect(damaged > 9)
    let reading = Reading(bytes: Array(lines.joined(separator: [0x0A])), .csv, policy: .skip)
    #expect(reading.rejectedCount == damaged)
    #expect(reading.documents.count == 1963 - damaged)
  }

  @Test func `census rows are trimmed`() {
    var options = CorpusOptions()
    options.format = .csv
    options.trimsFields = true
    let reading = Reading(path: SharedData.corpus("adult-csv/adult.test"), options)
    #expect(reading.documents.count == 16281)
    #expect(reading.fields.count == 15)
    #expect(reading.fields[1] == "workclass")
    #expect(
      reading.documents.first.map { String(decoding: $0.cells[1].value, as: UTF8.self) }
        == "Private"
    )
  }

  @Test func `XML corpora have as many records as another parser finds`() {
    #expect(count("stackexchange-xml/Posts.xml", record: "posts/row") == 592)
    #expect(count("absa-xml/Restaurants_Train_v2.xml", record: "sentence") == 3041)
    #expect(count("bioc-xml/CDR_DevelopmentSet.BioC.xml", record: "document") == 500)
    #expect(count("bioc-xml/CDR_DevelopmentSet.BioC.xml", record: "passage") == 1000)
    #expect(count("bioc-xml/CDR_DevelopmentSet.BioC.xml", record: "annotation") == 9773)
  }

  @Test func `field paths reach into XML corpora`() throws {
    var options = CorpusOptions()
    options.recordPath = "sentence"
    let reader = try Corpus.reader(
      path: SharedData.corpus("absa-xml/Restaurants_Train_v2.xml"),
      options: options,
      rejects: RejectLog()
    )
    var selector = FieldSelector("aspectTerms/aspectTerm/@term")
    var batch = DocumentBatch()
    var values: [FieldSelector.Value] = []
    var total = 0
    while try reader.read(into: &batch) {
      selector.resolve(reader.fields)
      for index in batch.records.indices {
        selector.find(at: index, in: &batch, into: &values)
        total += values.count
      }
    }
    #expect(total == 3693)
  }

  @Test func `XML corpora survive JSON Lines and back`() throws {
    for (name, record) in [
      ("stackexchange-xml/Posts.xml", "row"), ("absa-xml/Restaurants_Train_v2.xml", "sentence"),
      ("bioc-xml/CDR_DevelopmentSet.BioC.xml", "document"),
    ] {
      let folder = try ScratchFolder()
      try convert(SharedData.corpus(name), folder.file("a.jsonl"), record: record)
      try convert(folder.file("a.jsonl"), folder.file("b.xml"), record: nil)
      try convert(folder.file("b.xml"), folder.file("c.jsonl.gz"), record: "/documents/document")
      let first = Reading(path: folder.file("a.jsonl"))
      let last = Reading(path: folder.file("c.jsonl.gz"))
      #expect(!first.documents.isEmpty)
      #expect(first.documents == last.documents)
    }
  }

  @Test func `annotations in JSON Lines`() {
    #expect(count("prodigy-jsonl/annotated_github-issues-DOCUMENTATION-textcat.jsonl") == 830)
    #expect(count("prodigy-jsonl/annotated_news_headlines-ORG-PERSON-LOCATION-ner.jsonl") == 373)
    #expect(count("prodigy-jsonl/pydata-ams-2023.jsonl") == 3372)
  }

  @Test func `a JSON file that is not JSON Lines says so`() throws {
    let reading = Reading(path: SharedData.corpus("wrench-youtube-json/train.json"))
    let error = try #require(reading.error)
    #expect(error.description.contains("one JSON document and not JSON Lines"))
  }

  private func convert(_ source: String, _ target: String, record: String?) throws {
    var options = CorpusOptions()
    options.recordPath = record
    let reader = try Corpus.reader(path: source, options: options, rejects: RejectLog())
    let format = try #require(CorpusFormat(path: target))
    let files = try RunFiles(reads: [source], writes: [target])
    let writer = try Corpus.writer(files.open(target), format: format)
    try writer.begin(OutputSchema(fields: []))
    var batch = DocumentBatch()
    while try reader.read(into: &batch) { try writer.write(batch, from: reader.origin) }
    try writer.finish()
    try files.commit()
  }
}
