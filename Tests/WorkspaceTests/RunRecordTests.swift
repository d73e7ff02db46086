import CorpusIO
import Foundation
import LabelStore
import LabelingCore
import Testing
import Workspace

struct RunRecordTests {
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
    var source = CorpusSource(paths: ["/data/a.csv", "b.tsv"])
    source.options.encoding = "windows-1252"
    source.goldField = "truth"
    source.errorPolicy = .upTo(7)
    source.rejectsPath = "bad.jsonl"
    var run = run()
    #expect(run.corpusSource == nil)
    run.remember(source)
    var expected = source
    expected.paths = ["/data/a.csv", Workspace.absolute("b.tsv")]
    expected.rejectsPath = nil
    #expect(run.corpusSource == expected)
    #expect(run.corpusPaths == expected.paths)
    #expect(run.readingDigest == Digest(of: source.readingKey).description)
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
}
