import Foundation
import GRDB
import LabelStore
import LabelingCore
import TestSupport
import Testing

struct WorkspaceStoreTests {
  private let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  private func scratch() throws -> String { "\(try folder.subfolder())/workspace.sqlite" }

  private func run(_ fingerprint: String = "a", corpus: String? = "c1") -> RunRecord {
    var run = RunRecord(
      command: "label",
      arguments: ["Task", "c.csv", "--output", "l'a b.csv"],
      folder: "/tmp",
      startedAt: "2026-01-02T03:04:05Z",
      seconds: 1.5,
      winnowVersion: "1",
      toolchain: "Swift",
      task: "Task",
      classes: ["no", "yes"],
      pluginDigest: "p",
      kitDigest: "k",
      corpusPaths: ["/c.csv"],
      corpusDigest: corpus,
      readingDigest: "r"
    )
    run.functions = [
      RunRecord.Function(
        name: "f",
        kind: "keywords",
        place: "T.swift:3",
        fingerprint: fingerprint,
        voteCount: 7,
        accuracy: 0.5
      )
    ]
    run.files = [
      RunRecord.File(.gold, path: "/g.csv", digest: "gold"),
      RunRecord.File(.labels, path: "/l.csv", digest: "d-\(fingerprint)"),
    ]
    run.source = #"{"paths":["/c.csv"]}"#
    run.figures.documentCount = 9
    run.figures.labelCounts = ["yes": 4]
    return run
  }

  @Test func `a run comes back as it was written, with its number and versions`() throws {
    let store = try WorkspaceStore(path: scratch())
    let written = try store.add(run())
    #expect(written.id == 1)
    #expect(written.functions[0].version == 1)
    #expect(try store.run(1) == written)
    #expect(try store.runs() == [written])
    #expect(try store.run(2) == nil)
  }

  @Test func `how many classes documents have is written down too`() throws {
    let store = try WorkspaceStore(path: scratch())
    var several = run()
    several.labels = .several
    several.figures.microF1 = 0.75
    let written = try store.add(several)
    #expect(written.labels == .several && written.figures.microF1 == 0.75)
    #expect(try store.runs() == [written])
  }

  @Test func `a run that was written down when an unlabeled document was wrong has no accuracy`()
    throws
  {
    let old = Data(
      #"""
      {"documentCount":9,"rejectedCount":0,"faultCount":0,"labelCounts":{"yes":4},"goldCount":4,
       "accuracy":0.5}
      """#.utf8
    )
    let figures = try JSONDecoder().decode(RunRecord.Figures.self, from: old)
    #expect(figures.goldCount == 4 && figures.labelAccuracy == nil)
    var new = figures
    new.labelAccuracy = LabelAccuracy(goldCount: 4, labeledCount: 3, correctCount: 2)
    let again = try JSONDecoder().decode(
      RunRecord.Figures.self,
      from: try JSONEncoder().encode(new)
    )
    #expect(again.labelAccuracy?.accuracy == 2.0 / 3 && again.labelAccuracy?.coverage == 0.75)
  }

  @Test func `a function's version counts its different fingerprints`() throws {
    let store = try WorkspaceStore(path: scratch())
    let versions = try ["a", "b", "a", "c"].map { try store.add(run($0)).functions[0].version }
    #expect(versions == [1, 2, 1, 3])
  }

  @Test func `a run is found by what it wrote, not by what it read`() throws {
    let store = try WorkspaceStore(path: scratch())
    _ = try store.add(run("a"))
    _ = try store.add(run("b"))
    _ = try store.add(run("a"))
    #expect(try store.run(writing: "d-a")?.id == 3)
    #expect(try store.run(writing: "d-b")?.id == 2)
    #expect(try store.run(writing: "gold") == nil)
    #expect(try store.run(writingTo: "/l.csv")?.id == 3)
    #expect(try store.run(writingTo: "/g.csv") == nil)
  }

  @Test func `a digest is known while the stamps are the same`() throws {
    let store = try WorkspaceStore(path: scratch())
    #expect(try store.digest(of: ["/a"], stamps: "1") == nil)
    try store.remember("x", of: ["/a"], stamps: "1")
    #expect(try store.digest(of: ["/a"], stamps: "1") == "x")
    #expect(try store.digest(of: ["/a"], stamps: "2") == nil)
    #expect(try store.digest(of: ["/a", "/b"], stamps: "1") == nil)
    try store.remember("y", of: ["/a"], stamps: "2")
    #expect(try store.digest(of: ["/a"], stamps: "1") == nil)
    #expect(try store.digest(of: ["/a"], stamps: "2") == "y")
  }

  @Test func `old runs go with all that is theirs`() throws {
    let path = try scratch()
    let store = try WorkspaceStore(path: path)
    for index in 0..<5 {
      var record = run("\(index)", corpus: "c\(index)")
      record.columnFolder = "votes\(index)"
      _ = try store.add(record)
    }
    #expect(try store.forgetColumns(keeping: 3) == ["votes0", "votes1"])
    #expect(try store.forgetColumns(keeping: 3) == [])
    let removed = try store.removeRuns(keeping: 2)
    #expect(removed.count == 3 && removed.folders == ["votes2"])
    #expect(try store.columnFolders() == ["votes3", "votes4"])
    #expect(try store.runs().map(\.id) == [5, 4])
    let queue = try DatabaseQueue(path: path)
    let counts = try queue.read { database in
      try ["runFunction", "runFile", "corpus"].map {
        try Int.fetchOne(database, sql: "SELECT count(*) FROM \($0)")
      }
    }
    #expect(counts == [2, 4, 2])
    // Numbers are never given twice.
    #expect(try store.add(run()).id == 6)
  }

  @Test func `two writers at once lose nothing`() async throws {
    let path = try scratch()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for writer in 0..<2 {
        group.addTask {
          let store = try WorkspaceStore(path: path)
          for round in 0..<50 { _ = try store.add(run("\(writer)-\(round)")) }
        }
      }
      try await group.waitForAll()
    }
    let runs = try WorkspaceStore(path: path).runs()
    #expect(runs.map(\.id) == (1...100).reversed())
    #expect(Set(runs.map { $0.functions[0].version }) == Set(1...100))
  }

  /// A store of each version that was ever shipped, with a run in it.
  @Test(arguments: ["1"])
  func `a store of an older version is opened and its runs are there`(version: String) throws {
    let path = try scratch()
    let queue = try DatabaseQueue(path: path)
    let script = try Fixture.text("workspace-\(version).sql")
    try queue.writeWithoutTransaction { try $0.execute(sql: script) }
    try queue.close()
    var expected = run()
    expected.id = 1
    expected.functions[0].version = 1
    expected.source = nil
    #expect(try WorkspaceStore(path: path, for: .reading).run(1) == expected)
    let store = try WorkspaceStore(path: path)
    #expect(try store.run(1) == expected)
    #expect(try store.add(run("b")).functions[0].version == 2)
  }
}
