import CorpusIO
import Foundation
import LabelingCore
import Testing

struct CorpusSourceTests {
  /// A source in which nothing is as it is by default.
  private var unusual: CorpusSource {
    var source = CorpusSource(paths: ["/data/a.csv", "b.tsv"])
    source.options.format = .tsv
    source.options.encoding = "windows-1252"
    source.options.separator = 0x3B
    source.options.quote = nil
    source.options.hasHeader = false
    source.options.trimsFields = true
    source.options.recordPath = "posts/post"
    source.textField = "body"
    source.idField = "key"
    source.goldField = "truth"
    source.goldNames = ["1": "spam", "0": "ham", "e\u{301}": "ham", "\u{e9}": "spam"]
    source.errorPolicy = .upTo(7)
    source.documentLimit = 12
    source.rejectsPath = "bad.jsonl"
    return source
  }

  @Test func `a source comes back from JSON as it was`() throws {
    for source in [CorpusSource(paths: ["-"]), unusual] {
      let json = try JSONEncoder().encode(source)
      #expect(try JSONDecoder().decode(CorpusSource.self, from: json) == source)
    }
    for policy in [ErrorPolicy.fail, .skip, .upTo(0), .upTo(3)] {
      #expect(ErrorPolicy("\(policy)") == policy)
    }
  }

  @Test func `a source that no version could have written is refused`() {
    for json in [
      #"{"hasHeader":true,"trimsFields":false}"#,
      #"{"paths":["a.csv"],"hasHeader":true,"trimsFields":false,"format":"tabular"}"#,
      #"{"paths":["a.csv"],"hasHeader":true,"trimsFields":false,"errorPolicy":"-1"}"#,
    ] {
      #expect(throws: DecodingError.self) {
        try JSONDecoder().decode(CorpusSource.self, from: Data(json.utf8))
      }
    }
  }

  @Test func `the reading key is of names and options, not of folders or where bad records go`() {
    let source = unusual
    var moved = source
    moved.paths = ["/elsewhere/a.csv", "/elsewhere/b.tsv"]
    moved.rejectsPath = nil
    #expect(moved.readingKey == source.readingKey)
    let changes: [(inout CorpusSource) -> Void] = [
      { $0.paths.swapAt(0, 1) }, { $0.options.format = .csv }, { $0.options.encoding = nil },
      { $0.options.separator = nil }, { $0.options.quote = 0x27 },
      { $0.options.hasHeader = true }, { $0.options.trimsFields = false },
      { $0.options.recordPath = nil }, { $0.textField = nil }, { $0.idField = "body" },
      { $0.goldField = nil }, { $0.goldNames["1"] = "ham" }, { $0.errorPolicy = .skip },
      { $0.documentLimit = nil },
    ]
    let keys = changes.map { change in
      var changed = source
      change(&changed)
      return changed.readingKey
    }
    #expect(Set(keys + [source.readingKey]).count == changes.count + 1)
  }
}
