import CorpusIO
import Foundation
import LabelStore
import LabelingCore
import Sessions
import Testing
import Workspace

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

  @Test func `a session that was started before sources were written as a whole opens`() throws {
    let folder = try SessionFolder(documentCount: 9)
    try folder.start(classes: ["ham", "spam"]).close()
    let store = try SessionStore(opening: folder.session, for: .reading)
    var contents = SessionStore.Contents()
    contents.settings = try store.settings()
    contents.classes = try store.classes()
    contents.files = try store.files()
    contents.documents = try store.documents()
    store.close()
    let path = folder.corpus.replacing("/", with: #"\/"#)
    contents.settings["source"] =
      #"{"hasHeader":true,"idField":"id","paths":["\#(path)"],"quote":34,"trimsFields":false}"#
    let old = "\(folder.path)/old.session"
    try SessionStore.make(at: old, contents)

    let engine = try SessionEngine(opening: old)
    try engine.checkCorpus()
    #expect(try engine.document(3).text?.hasPrefix("document number 3") == true)

    contents.settings["source"] =
      #"{"documentLimit":0,"hasHeader":true,"paths":["\#(path)"],"quote":34,"trimsFields":false}"#
    let damaged = "\(folder.path)/damaged.session"
    try SessionStore.make(at: damaged, contents)
    #expect(throws: StoreError.self) { try SessionEngine(opening: damaged) }
  }

  private func run() -> RunRecord {
    RunRecord(
      command: "label",
      arguments: [],
      folder: "/",
      startedAt: "2026-01-02T03:04:05Z",
      seconds: 1,
      winnowVersion: "1",
      toolchain: "Swift",
      task: "Task",
      classes: ["ham", "spam"],
      pluginDigest: "p",
      kitDigest: "k",
      corpusPaths: [],
      corpusDigest: nil,
      readingDigest: ""
    )
  }

  @Test func `a run records how its corpus was read, and where it is`() throws {
    var run = run()
    #expect(run.corpusSource == nil)
    run.remember(unusual)
    var expected = unusual
    expected.paths = ["/data/a.csv", Workspace.absolute("b.tsv")]
    expected.rejectsPath = nil
    #expect(run.corpusSource == expected)
    #expect(run.corpusPaths == expected.paths)
    #expect(run.readingDigest == Digest(of: unusual.readingKey).description)
    // It is shown by its digest and paths.
    let shown = String(decoding: try JSONEncoder().encode(run), as: UTF8.self)
    #expect(shown.contains(run.readingDigest) && !shown.contains("windows-1252"))
  }

  @Test func `votes that an older build kept of a run are not kept any more`() throws {
    let root = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: root) }
    let kept = root.appending(path: "runs/1-2")
    try FileManager.default.createDirectory(at: kept, withIntermediateDirectories: true)
    let workspace = Workspace(root: root.path)
    var run = run()
    #expect(workspace.columns(of: run) == nil)
    run.columnFolder = "1-2"
    try Data("WNCOL1\n\u{1}".utf8).write(to: kept.appending(path: "0.column"))
    #expect(workspace.columns(of: run) == nil)
    try Data().write(to: kept.appending(path: "0.votes"))
    #expect(workspace.columns(of: run) != nil)
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
