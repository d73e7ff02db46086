import CorpusIO
import Testing

struct CorpusFormatTests {
  @Test func `every format has a name of its own, by which it is found`() {
    let names = CorpusFormat.allCases.map(\.rawValue)
    #expect(names == ["csv", "tsv", "jsonl", "xml"])
    #expect(names.map { CorpusFormat(rawValue: $0) } == CorpusFormat.allCases)
    #expect(CorpusFormat(rawValue: "parquet") == nil)
  }

  @Test(arguments: [
    ("a.csv", "csv"), ("a.TSV", "tsv"), ("a.tab.gz", "tsv"), ("b/a.ndjson", "jsonl"),
    ("a.json", "jsonl"), ("a.xml.gz", "xml"), ("csv", nil), ("a.csv/b", nil), ("a.txt", nil),
  ])
  func `a suffix names a format`(path: String, name: String?) {
    #expect(CorpusFormat(path: path)?.rawValue == name)
  }

  @Test func `formats are listed as messages and help name them`() {
    #expect(CorpusFormat.list == "csv, tsv, jsonl or xml")
    #expect(CorpusFormat.suffixList == ".csv, .tsv, .jsonl or .xml")
  }

  @Test func `what a format can do is asked of the format`() {
    #expect(CorpusFormat.allCases.filter(\.hasHeader) == [.csv, .tsv])
    #expect(CorpusFormat.allCases.filter(\.isSeparatedValues) == [.csv, .tsv])
    #expect(CorpusFormat.allCases.filter(\.copiesRecords) == [.jsonl])
    #expect(CorpusFormat.allCases.map(\.anyRecordPath) == [nil, nil, nil, "/*/*"])
  }
}
