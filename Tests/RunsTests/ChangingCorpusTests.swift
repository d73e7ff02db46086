import ByteIO
import CorpusIO
import Foundation
import LabelIO
import LabelModels
import LabelingCore
import Platform
import PluginHost
import Runs
import Synchronization
import TestSupport
import Testing
import Workspace

/// Somebody writes to the corpus while a command reads it: whatever comes of the command, nothing
/// wrong is kept, and what it gives is of one corpus.
@Suite(
  .serialized,
  .enabled(if: SharedLibrary.compiler != nil, "a C compiler makes the plugin of these tests")
)
struct ChangingCorpusTests {
  /// Digests as a workspace remembers them.
  private final class Memory: CorpusMemory {
    private let known = Mutex<[[FileStamp]: Digest]>([:])
    func digest(of paths: [String], stamps: [FileStamp]) -> Digest? {
      known.withLock { $0[stamps] }
    }
    func remember(_ digest: Digest, of paths: [String], stamps: [FileStamp]) {
      known.withLock { $0[stamps] = digest }
    }
  }

  /// How the file is changed.
  private enum Change: CaseIterable {
    case inPlace
    case byReplacing
    case byAppending
    case inPlaceAndBack
  }

  private let scratch: ScratchFolder
  private var folder: String { scratch.path }
  private var path: String { scratch.file("c.csv") }

  init() throws {
    scratch = try ScratchFolder()
    try scratch.makeFolder("out")
  }

  /// A corpus of some megabytes, whose texts all begin with a letter.
  private static func corpus(_ letter: Character, count: Int) -> [UInt8] {
    let filling = String(repeating: "x", count: 700)
    let rows = (0..<count).map { "d\($0),\(letter)\(filling)\n" }
    return Array(("id,text\n" + rows.joined()).utf8)
  }

  private func overwrite(_ bytes: [UInt8]) throws {
    let file = try #require(FileHandle(forWritingAtPath: path))
    try file.write(contentsOf: Data(bytes))
    try file.truncate(atOffset: UInt64(bytes.count))
    try file.close()
  }

  private func make(_ change: Change, _ old: [UInt8], _ new: [UInt8]) throws {
    switch change {
    case .inPlace: try overwrite(new)
    case .byReplacing: try Data(new).write(to: URL(filePath: path), options: .atomic)
    case .byAppending: try overwrite(old + Array("more,n\n".utf8))
    case .inPlaceAndBack:
      try overwrite(new)
      try overwrite(old)
    }
  }

  /// Waits until the file's stamp says that it has been left alone.
  private func settle() {
    #expect(eventually { FileStamp(of: path)?.isSettled(at: SystemClock.now) == true })
  }

  /// The number of votes for the first class, among those of a run.
  private func votes(
    _ cache: VoteCache?,
    limit: Int?,
    onBatch: @escaping (Int) throws -> Void = { _ in }
  ) throws -> (first: Int, all: Int) {
    var source = CorpusSource(paths: [path])
    source.documentLimit = limit
    var apply = ApplyRun(
      plugin: try ConstantPlugin.votingByFirstLetter(),
      source: source,
      options: WorkerOptions(workerCount: 1)
    )
    apply.cache = cache
    var (first, all, batch) = (0, 0, 0)
    _ = try apply.run { voted in
      try onBatch(batch)
      batch += 1
      for vote in voted.votes(of: 0) {
        first += vote == 0 ? 1 : 0
        all += 1
      }
    }
    return (first, all)
  }

  @Test(arguments: 0..<16)
  func `what is kept of a run is of the corpus under whose digest it is kept`(seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    let count = 6000
    let old = Self.corpus("y", count: count)
    let new = Self.corpus("n", count: count)
    let change = Change.allCases[seed % 4]
    let limit = Bool.random(using: &generator) ? 4500 : nil
    let moment = Int.random(in: 0..<4, using: &generator)
    try Data(old).write(to: URL(filePath: path))
    if seed / 4 % 2 == 1 { settle() }
    let cache = VoteCache(
      folder: "\(folder)/votes",
      corpora: Bool.random(using: &generator) ? Memory() : nil
    )
    let disturbed = Result {
      try votes(cache, limit: limit) { batch in
        if batch == moment { try make(change, old, new) }
      }
    }
    // A run that succeeds has read the corpus that it began with.
    if let votes = try? disturbed.get() {
      #expect(votes == (limit ?? count, limit ?? count), "\(change) at batch \(moment)")
    } else {
      #expect(throws: Diagnostic.self) { try disturbed.get() }
    }
    try overwrite(old)
    let restored = try votes(cache, limit: limit)
    #expect(restored == (limit ?? count, limit ?? count), "\(change) at batch \(moment)")
    try overwrite(new)
    #expect(try votes(cache, limit: limit) == (0, limit ?? count))
  }

  @Test(arguments: [false, true])
  func `a corpus that is left alone is kept, and not read for its votes again`(
    isSettled: Bool
  ) throws {
    try Data(Self.corpus("y", count: 3000)).write(to: URL(filePath: path))
    if isSettled { settle() }
    let cache = VoteCache(folder: "\(folder)/votes")
    #expect(try votes(cache, limit: nil) == (3000, 3000))
    #expect(cache.entries().count == 1)
    #expect(try votes(cache, limit: nil) == (3000, 3000))
    #expect(try FileManager.default.contentsOfDirectory(atPath: "\(folder)/votes").count == 1)
  }

  @Test(arguments: 0..<8)
  func `labels are of one corpus, or none`(seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    let old = Self.corpus("y", count: 4000)
    let new = Self.corpus("n", count: 4000)
    try Data(old).write(to: URL(filePath: path))
    if seed % 2 == 1 { settle() }
    let plugin = try ConstantPlugin.votingByFirstLetter()
    let apply = ApplyRun(
      plugin: plugin,
      source: CorpusSource(paths: [path]),
      options: WorkerOptions(workerCount: 1)
    )
    var run = LabelRun(
      apply: apply,
      fit: FitRun(.model(MajorityVote())),
      output: LabelFieldEncoder(labelSpace: plugin.manifest.labelSpace, functions: ["always"])
    )
    let change = Change.allCases[seed / 2]
    let row = Int.random(in: 1...4000, using: &generator)
    var isDone = false
    let disturb = { (documents: Int) in
      guard !isDone, documents >= row else { return }
      isDone = true
      try? make(change, old, new)
    }
    let isInFirstPass = Bool.random(using: &generator)
    if isInFirstPass {
      run.apply.onProgress = { documents, _ in disturb(documents) }
    } else {
      run.onWriting = disturb
    }
    let output = "\(folder)/l.csv"
    run.apply.files = try RunFiles(reads: [path], writes: [output])
    defer { run.apply.files.discard() }
    do {
      _ = try run.run(writingTo: output)
      try run.apply.files.commit()
      // A corpus that had grown before its end was read is one corpus, too.
      let text = try String(contentsOfFile: output, encoding: .utf8)
      let lines = text.split(separator: "\n").dropFirst()
      let isAppended = { (line: Substring) in line.hasPrefix("more,n") }
      #expect(lines.count { !isAppended($0) } == 4000)
      for line in lines.dropLast(isAppended(lines.last ?? "") ? 1 : 0) {
        #expect(line.contains(",yxx") && line.contains(",yes,"), "\(change)")
      }
    } catch {
      #expect(error is Diagnostic)
      #expect(!FileManager.default.fileExists(atPath: output))
    }
  }

  @Test(arguments: [false, true])
  func `a sample of a growing corpus is refused, and leaves nothing`(isSplit: Bool) throws {
    try Data(Self.corpus("y", count: 2000)).write(to: URL(filePath: path))
    var sample = SampleRun(source: CorpusSource(paths: [path]))
    let isDone = Mutex(false)
    let path = path
    let writer = Thread {
      while !isDone.withLock({ $0 }) {
        guard let file = FileHandle(forWritingAtPath: path) else { return }
        _ = try? file.seekToEnd()
        try? file.write(contentsOf: Data("more,y\n".utf8))
        try? file.close()
      }
    }
    writer.start()
    defer { isDone.withLock { $0 = true } }
    // The writer may rest during a whole attempt; not during all of them.
    var refused = 0
    while refused == 0 {
      sample.files = try RunFiles(
        reads: [path],
        writes: isSplit ? [] : ["\(folder)/out/s.csv"]
      )
      defer { sample.files.discard() }
      do {
        if isSplit {
          _ = try sample.split([("a", 0.5), ("b", 0.5)], writingTo: "\(folder)/out")
        } else {
          _ = try sample.draw(.count(100), writingTo: "\(folder)/out/s.csv")
        }
        try sample.files.commit()
        for name in try FileManager.default.contentsOfDirectory(atPath: "\(folder)/out") {
          try FileManager.default.removeItem(atPath: "\(folder)/out/\(name)")
        }
      } catch let error as Diagnostic {
        #expect(error.headline == "the corpus changed while it was being read")
        refused += 1
      }
    }
    let left = try FileManager.default.subpathsOfDirectory(atPath: folder)
    #expect(left.filter { $0 != "out" } == ["c.csv"])
  }
}
