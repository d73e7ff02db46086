import CorpusIO
import Foundation
import LabelStore
import Platform
import TestSupport
import Testing

/// What belongs to the loop of changing a function and looking at what it does.
///
/// All of it changes one task, so it runs one test after the other.
@Suite(.serialized)
struct LoopTests {
  @Test func `the table of a task and a corpus is that of its votes`() throws {
    let task = try LoopTask()
    func table(_ options: [String] = []) throws -> String {
      let arguments = ["analyze", "Loop", "c.csv", "--gold-field", "gold", "--workspace", "ws"]
      return try task.workspace.succeed(arguments + options, in: task.folder).output
    }
    let uncached = try table(["--no-cache"])
    let first = try table()
    #expect(first == uncached)
    #expect(try table() == first)
    let labeled = try task.label("l.csv").output
    #expect(labeled.hasPrefix(first.split(separator: "\n\n")[0]))
    let damaged = try FileManager.default.contentsOfDirectory(
      atPath: task.folder.path + "/ws/votes"
    )
    #expect(damaged.count == 5)
    for name in damaged { try task.folder.write("damaged", to: "ws/votes/\(name)") }
    #expect(try table() == first)
  }

  @Test func `runs are written down, shown, and found by what they wrote`() throws {
    let task = try LoopTask()
    defer { try? task.restore() }
    try task.label("l.csv")
    try task.change("\"free\"", to: "\"free\", \"win\"")
    try task.label("l2.csv")
    let runs = try task.winnow("runs")
    #expect(runs.outputLines.count == 3)
    let shown = try task.winnow("runs", "show", "last").output
    #expect(shown.contains("run 2: winnow label Loop c.csv --gold-field gold -o l2.csv"))
    #expect(shown.contains("labels \(task.folder.path)/l2.csv, digest "))
    let money = try #require(shown.split(separator: "\n").first { $0.hasPrefix("money ") })
    #expect(money.split(separator: " ")[1] == "2")
    let asks = try #require(shown.split(separator: "\n").first { $0.hasPrefix("asks ") })
    #expect(asks.split(separator: " ")[1] == "1")
    let none = try task.winnow("runs", "show", "9")
    #expect(none.exitCode == 1 && none.errors.contains("there is no run '9'"))
  }

  @Test func `labels are made again byte by byte, or what has changed is named`() throws {
    let task = try LoopTask()
    defer { try? task.restore() }
    try task.label("l.csv")
    let same = try task.winnow("verify", "l.csv")
    #expect(same.exitCode == 0, "\(same.errors)")
    #expect(same.output == "l.csv: run 1 made again gives the same bytes\n")
    // Moved files are known by their bytes.
    try task.folder.write(task.folder.bytes(of: "l.csv"), to: "moved.csv")
    #expect(try task.winnow("verify", "moved.csv").exitCode == 0)

    try task.change("\"free\"", to: "\"free\", \"win\"")
    let changed = try task.winnow("verify", "l.csv")
    #expect(changed.exitCode == 1)
    #expect(changed.errors.contains("function 'money' is not its version 1 any more"))
    #expect(!changed.errors.contains("'praises'"))
    try task.restore()

    try task.folder.write(CommentCorpus(count: 500, seed: 2).csv, to: "c.csv")
    let other = try task.winnow("verify", "l.csv")
    #expect(other.exitCode == 1)
    #expect(other.errors.contains("corpus: '\(task.folder.path)/c.csv' has changed"))

    try task.folder.write("id,label\n", to: "l.csv")
    let edited = try task.winnow("verify", "l.csv")
    #expect(edited.exitCode == 1)
    #expect(edited.errors.contains("'l.csv' has changed since run 1 wrote it"))
    #expect(try task.winnow("verify", "c.csv").errors.contains("no run of this workspace wrote"))
  }

  @Test func `labels are made again after everything was built anew`() throws {
    let task = try LoopTask()
    try task.label("l.csv")
    try task.winnow("label", "Loop", "c.csv", "-o", "m.jsonl", "--save-model", "m.json")
    let plugins = "\(task.workspace.path)/.winnow/plugins"
    for name in try FileManager.default.contentsOfDirectory(atPath: plugins)
    where name.hasPrefix("Loop-") {
      try FileManager.default.removeItem(atPath: "\(plugins)/\(name)")
    }
    try task.workspace.succeed(["build", "Loop", "--force"], in: task.folder)
    // Neither what was kept of the run nor the plugin that it ran is there any more.
    for name in ["votes", "runs"] {
      try FileManager.default.removeItem(atPath: "\(task.folder.path)/ws/\(name)")
    }
    for name in ["l.csv", "m.jsonl", "m.json"] {
      let same = try task.winnow("verify", name)
      #expect(same.exitCode == 0, "\(same.errors)")
      #expect(same.output.contains("made again gives the same bytes"))
      #expect(same.errors.isEmpty)
    }
  }

  @Test func `another toolchain is named as the reason`() throws {
    let task = try LoopTask()
    try task.label("l.csv")
    // A run of an older compiler, whose labels came out otherwise.
    let other = try task.folder.text(of: "l.csv").replacing(",spam,0.", with: ",spam,1.")
    try task.folder.write(other, to: "old.csv")
    let digest = try #require(CorpusDigest.of(["\(task.folder.path)/old.csv"]))
    let store = try WorkspaceStore(path: "\(task.folder.path)/ws/workspace.sqlite")
    var run = try #require(try store.run(1))
    run.id = nil
    run.toolchain = "Swift 5.9"
    run.files = [RunRecord.File(.labels, path: "/old.csv", digest: "\(digest)")]
    _ = try store.add(run)
    let changed = try task.winnow("verify", "old.csv")
    #expect(changed.exitCode == 1)
    #expect(changed.errors.contains("'old.csv' cannot be made again from run 2"))
    #expect(changed.errors.contains("toolchain: 'Swift 5.9' then, '"))
    #expect(!changed.errors.contains("function"))
  }

  @Test func `two processes write their runs into one workspace`() throws {
    let task = try LoopTask()
    let running = try (0..<4).map { index in
      try CommandLineTool.start(
        ["label", "Loop", "c.csv", "-o", "l\(index).csv", "--workspace", "ws"],
        in: task.folder,
        environment: task.workspace.environment
      )
    }
    for command in running {
      let result = try command.result(within: 120)
      #expect(result.exitCode == 0 && !result.errors.contains("not written down"))
    }
    #expect(try task.winnow("runs").outputLines.count == 5)
    let labels = try (0..<4).map { try task.folder.bytes(of: "l\($0).csv") }
    #expect(Set(labels).count == 1)
    for index in 0..<4 {
      #expect(try task.winnow("verify", "l\(index).csv").exitCode == 0)
    }
    #expect(try task.winnow("diff", "1", "4").output.contains("0 of 4 functions changed"))
  }

  @Test func `a difference counts votes, labels and accuracy, and lists documents`() throws {
    let task = try LoopTask()
    defer { try? task.restore() }
    try task.label("l.csv")
    try task.change("\"free\"", to: "\"win\", \"instagram\"")
    try task.label("l2.csv")
    let text = try task.winnow("diff", "--limit", "3")
    #expect(text.exitCode == 0, "\(text.errors)")
    #expect(text.output.contains("run 1 → run 2: "))
    #expect(text.output.contains("money     1 → 2"))
    #expect(text.output.contains("McNemar's mid-p"))
    let json = try task.winnow(
      "diff",
      "1",
      "2",
      "--function",
      "money",
      "--to",
      "spam",
      "--format",
      "json"
    )
    let report = try #require(
      try JSONSerialization.jsonObject(with: Data(json.outputBytes)) as? [String: Any]
    )
    let documents = try #require(report["documents"] as? [[String: Any]])
    let comments = CommentCorpus(count: 500).comments
    for document in documents {
      let comment = try #require(comments.first { $0.id == document["id"] as? String })
      #expect(comment.text.contains("win") || comment.text.contains("instagram"))
      #expect(!comment.text.contains("money") && document["from"] == nil)
      #expect(document["gold"] as? String == comment.gold)
    }
    #expect(documents.count == 10)
    // The same the other way round is a loss of the words' votes.
    let back = try task.winnow("diff", "2", "1", "--fail-if", "coverage-drops")
    #expect(back.exitCode == 2)
    #expect(back.errors.contains("warning: coverage drops by "))
    #expect(try task.winnow("diff", "1", "1", "--fail-if", "labels-change").exitCode == 0)
    #expect(try task.winnow("diff", "--fail-if", "acuracy-drops").exitCode == 64)
  }

  @Test func `fewer labels are a loss of coverage, not of accuracy`() throws {
    let task = try LoopTask()
    defer { try? task.restore() }
    try task.label("l.csv")
    try task.change("\"subscribe\", \"check out\"", to: "\"a word that nobody writes\"")
    try task.label("l2.csv")
    let json = try task.winnow("diff", "1", "2", "--format", "json")
    let report = try #require(
      try JSONSerialization.jsonObject(with: Data(json.outputBytes)) as? [String: Any]
    )
    let difference = try #require(report["difference"] as? [String: Any])
    let accuracy = try #require(difference["accuracy"] as? [String: Any])
    let before = try #require(accuracy["first"] as? [String: Any])
    let after = try #require(accuracy["second"] as? [String: Any])
    #expect(before["gold_count"] as? Int == 500 && after["gold_count"] as? Int == 500)
    let labeled = try #require(after["labeled_count"] as? Int)
    #expect(try #require(before["labeled_count"] as? Int) > labeled)
    #expect(after["coverage"] as? Double == Double(labeled) / 500)
    let common = try #require(accuracy["common"] as? [String: Any])
    let sizes = ["both_right", "only_first_right", "only_second_right", "both_wrong"]
      .compactMap { common[$0] as? Int }
    #expect(sizes.count == 4 && (1...labeled).contains(sizes.reduce(0, +)))
  }

  @Test func `runs of different corpora are not compared`() throws {
    let task = try LoopTask()
    try task.label("l.csv")
    try task.folder.write(CommentCorpus(count: 400).csv, to: "c.csv")
    try task.label("l.csv")
    let two = try task.winnow("diff", "1", "2")
    #expect(two.exitCode == 1)
    #expect(two.errors.contains("runs 1 and 2 are of corpora with different bytes"))
    let last = try task.winnow("diff", "--against", "last")
    #expect(last.errors.contains("no run before run 2 of the same task and corpus"))
  }

  @Test func `old runs and their votes are removed, the newest can be compared still`() throws {
    let task = try LoopTask()
    for _ in 0..<4 { try task.label("l.csv") }
    try task.winnow("workspace", "gc", "--keep", "2")
    #expect(try task.winnow("runs").outputLines.count == 3)
    let folders = try FileManager.default.contentsOfDirectory(atPath: task.folder.path + "/ws/runs")
    #expect(folders.count == 2)
    // The cache may go; runs have the votes for themselves.
    try FileManager.default.removeItem(atPath: task.folder.path + "/ws/votes")
    #expect(try task.winnow("diff", "3", "4").output.contains("0 of 4 functions changed"))
  }

  @Test func `a workspace that cannot be written to costs a remark`() throws {
    let task = try LoopTask()
    try task.folder.write("no folder", to: "ws")
    let result = try task.label("l.csv")
    #expect(result.exitCode == 0)
    #expect(result.errors.contains("the run is not written down"))
    #expect(try task.folder.text(of: "l.csv").split(separator: "\n").count > 400)
  }

  @Test func `a run that is killed leaves a workspace that works`() throws {
    let task = try LoopTask()
    try task.label("l.csv")
    for delay in stride(from: 20_000, through: 200_000, by: 20_000) {
      let running = try CommandLineTool.start(
        ["label", "Loop", "c.csv", "-o", "k.csv", "--workspace", "ws"],
        in: task.folder,
        environment: task.workspace.environment
      )
      SystemClock.sleep(for: .microseconds(delay))
      running.send(.kill)
      _ = try running.result(within: 120)
    }
    #expect(try task.label("l2.csv").exitCode == 0)
    #expect(try task.winnow("verify", "l2.csv").exitCode == 0)
  }
}
