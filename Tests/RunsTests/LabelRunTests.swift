import ByteIO
import CorpusIO
import Foundation
import LabelIO
import LabelModels
import LabelingCore
import PluginHost
import Runs
import TestSupport
import Testing

@Suite(
  .serialized,
  .enabled(if: SharedLibrary.compiler != nil, "a C compiler makes the plugin of these tests")
)
struct LabelRunTests {
  private let scratch: ScratchFolder
  private var folder: String { scratch.path }

  init() throws { scratch = try ScratchFolder() }

  private func write(_ text: String, to name: String) throws { try scratch.write(text, to: name) }

  private func run(_ names: [String]) throws -> LabelRun {
    let plugin = try ConstantPlugin.loaded()
    let apply = ApplyRun(
      plugin: plugin,
      source: CorpusSource(paths: names.map { "\(folder)/\($0)" }),
      options: WorkerOptions(workerCount: 1)
    )
    return LabelRun(
      apply: apply,
      fit: FitRun(.model(MajorityVote())),
      output: LabelFieldEncoder(labelSpace: plugin.manifest.labelSpace, functions: ["always"])
    )
  }

  /// Plans the files of a run.
  private func plan(_ run: inout LabelRun, writing output: String) throws -> RunFiles {
    let files = try RunFiles(
      reads: run.apply.source.paths,
      writes: ["\(folder)/\(output)", run.modelPath, run.apply.source.rejectsPath]
    )
    run.apply.files = files
    return files
  }

  private static let corpus = "id,text\na,one\nb,two\nc,three\n"

  /// Each of these happens while the first pass is on.
  @Test(arguments: [
    "id,text\na,one\nb,two\nc,three\nd,four\n", "id,text\na,one\n",
    "id,text\na,one\nb,2wo\nc,three\n",
  ])
  func `a corpus that changes between the passes is told and nothing is written`(
    changed: String
  ) throws {
    try write(Self.corpus, to: "c.csv")
    try write("old", to: "l.csv")
    var run = try run(["c.csv"])
    run.apply.onProgress = { _, _ in try? write(changed, to: "c.csv") }
    let files = try plan(&run, writing: "l.csv")
    let error = #expect(throws: Diagnostic.self) { try run.run(writingTo: "\(folder)/l.csv") }
    files.discard()
    #expect(error?.headline == "the corpus changed while it was being read")
    #expect(error?.location?.path == "\(folder)/c.csv")
    #expect(try String(contentsOfFile: "\(folder)/l.csv", encoding: .utf8) == "old")
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder).sorted() == [
        "c.csv", "l.csv",
      ]
    )
  }

  @Test func `an output that cannot be written is told before a document is read`() throws {
    try write(Self.corpus, to: "c.csv")
    for unwritable in ["labels", "model"] {
      var run = try run(["c.csv"])
      run.apply.onProgress = { _, _ in Issue.record("a document was read") }
      if unwritable == "model" { run.modelPath = "\(folder)/nowhere/m.json" }
      let path = unwritable == "labels" ? "nowhere/l.csv" : "l.csv"
      let files = try plan(&run, writing: path)
      #expect(throws: ByteError.self) { try run.run(writingTo: "\(folder)/\(path)") }
      files.discard()
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["c.csv"])
    }
  }

  @Test func `labels are not there before the plan is committed`() throws {
    try write(Self.corpus, to: "c.csv")
    var run = try run(["c.csv"])
    run.modelPath = "\(folder)/m.json"
    let files = try plan(&run, writing: "l.csv")
    _ = try run.run(writingTo: "\(folder)/l.csv")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["c.csv"])
    try files.commit()
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        == ["c.csv", "l.csv", "m.json"]
    )
  }

  @Test func `bad records and gold labels are left out in both passes`() throws {
    try write(
      "id,text,gold\na,one,yes\nb,two,maybe\nc,three\nd,four,no\n,five,no\ne,six,\n",
      to: "c.csv"
    )
    try write(
      "{\"id\":\"f\",\"text\":\"x\",\"gold\":\"yes\"}\nnothing\n{\"id\":\"g\",\"text\":\"x\",\"gold\":7}\n",
      to: "d.jsonl"
    )
    var run = try run(["c.csv", "d.jsonl"])
    run.apply.source.goldField = "gold"
    run.apply.source.errorPolicy = .skip
    run.apply.source.rejectsPath = "\(folder)/bad.jsonl"
    let files = try plan(&run, writing: "l.jsonl")
    let outcome = try run.run(writingTo: "\(folder)/l.jsonl")
    try files.commit()
    #expect(outcome.applied.documentCount == 4)
    #expect(outcome.applied.rejectedCount == 5)
    let labeled = try String(contentsOfFile: "\(folder)/l.jsonl", encoding: .utf8)
      .split(separator: "\n")
    let ids = labeled.map { line in line.split(separator: "\"")[3] }
    #expect(ids == ["a", "d", "e", "f"])
    let rejects = try String(contentsOfFile: "\(folder)/bad.jsonl", encoding: .utf8)
      .split(separator: "\n")
    #expect(rejects.count == 5)
    #expect(rejects.contains { $0.contains("gold label 'maybe' is not a class of this task") })
  }

  @Test func `a limit counts good documents over all files`() throws {
    try write("id,text\na,one\nb\nc,three\n", to: "c.csv")
    try write("id,text\nd,one\ne,two\nf,three\n", to: "d.csv")
    for (limit, expected) in [(1, "a"), (2, "ac"), (3, "acd"), (9, "acdef")] {
      var run = try run(["c.csv", "d.csv"])
      run.apply.source.documentLimit = limit
      run.apply.source.errorPolicy = .skip
      let files = try plan(&run, writing: "l.csv")
      _ = try run.run(writingTo: "\(folder)/l.csv")
      try files.commit()
      let labeled = try String(contentsOfFile: "\(folder)/l.csv", encoding: .utf8)
        .split(separator: "\n").dropFirst()
      #expect(labeled.map { String($0.prefix(1)) }.joined() == expected)
    }
  }

  @Test(arguments: [
    "v.votes", "v.csv", "v.votes.gz", "v.csv.gz", "v.tsv", "v.jsonl", "v.xml", "v.jsonl.gz",
    "v.xml.gz",
  ])
  func `votes come back from every kind of file`(name: String) throws {
    try write(Self.corpus, to: "c.csv")
    let run = try run(["c.csv"]).apply
    let path = "\(folder)/\(name)"
    let files = try RunFiles(reads: run.source.paths, writes: [path])
    let output = try VoteOutput(
      path: path,
      of: files,
      format: OutputFormat.votes(at: path, named: nil),
      plugin: run.plugin,
      corpus: run.source.paths
    )
    _ = try run.run { try output.append($0) }
    try output.finish()
    try files.commit()
    let table = try VoteFiles.votes(at: path)
    #expect(table.ids == ["a", "b", "c"])
    #expect(table.patterns.voters == ["always"])
    #expect(table.patterns.patternCount == 1)
    #expect(table.layout == (name.contains("votes") ? .binary : .wide))
  }

  @Test func `votes and gold labels are read through a byte order mark`() throws {
    try write("\u{FEFF}id,f,g\na,yes,no\n", to: "v.csv")
    try write("\u{FEFF}id,label\na,no\n", to: "g.csv")
    #expect(try VoteFiles.votes(at: "\(folder)/v.csv").ids == ["a"])
    #expect(try GoldFile(at: "\(folder)/g.csv").read().labels == ["no"])
  }
}
