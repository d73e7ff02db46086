import Foundation
import struct LabelingCore.SeededGenerator
import Platform
import TestSupport
import Testing

/// Whatever ends the program, the output is the old one or the whole new one.
@Suite(.serialized)
struct InterruptionTests {
  private static let old = Array("the old output\n".utf8)

  /// Processes that carry a mark in their environment.
  private static func processes(marked mark: String) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return names.filter { name in
      guard Int(name) != nil,
        let bytes = FileManager.default.contents(atPath: "/proc/\(name)/environ")
      else { return false }
      return String(decoding: bytes, as: UTF8.self).contains("WINNOW_TEST_MARK=\(mark)")
    }
  }

  /// Waits until the processes are those that are wished for, for two minutes at most.
  private static func wait(
    forProcessesMarked mark: String,
    _ areThere: ([String]) -> Bool
  ) -> [String] {
    var found: [String] = []
    _ = eventually {
      found = processes(marked: mark)
      return areThere(found)
    }
    return found
  }

  /// Those that do not end, which are then stopped.
  private static func waitForEnd(ofProcessesMarked mark: String) -> [String] {
    let alive = wait(forProcessesMarked: mark, \.isEmpty)
    for name in alive { if let process = Int32(name) { Signal.kill.send(to: process) } }
    return alive
  }

  @Test(arguments: ["label", "apply"])
  func `a kill at any moment leaves the old output or the new one`(command: String) throws {
    let folder = try ScratchFolder()
    let workspace = try Workspace.shared()
    try folder.write(CommentCorpus(count: 20_000).csv, to: "c.csv")
    let arguments = [command, "Comments", "c.csv", "-o", "out.csv", "--no-cache"]
    let start = ContinuousClock.now
    try workspace.succeed(arguments, in: folder)
    let microseconds = Int((ContinuousClock.now - start) / .microseconds(1))
    let new = try folder.bytes(of: "out.csv")
    var generator = SeededGenerator(seed: 7)
    var outcomes: Set<String> = []
    for round in 0..<24 {
      try folder.write(Self.old, to: "out.csv")
      let mark = UUID().uuidString
      let running = try CommandLineTool.start(
        arguments,
        in: folder,
        environment: workspace.environment.merging(["WINNOW_TEST_MARK": mark]) { $1 }
      )
      // Most moments within the run, some just behind its usual end.
      let delay = Int.random(in: 0...microseconds * 5 / 4, using: &generator)
      SystemClock.sleep(for: .microseconds(delay))
      running.send(.kill)
      let result = try running.result(within: 120)
      let found = try folder.bytes(of: "out.csv")
      #expect(found == Self.old || found == new, "round \(round): \(found.count) bytes")
      outcomes.insert(found == new ? "new" : "old")
      // Outputs have no name before they are whole; one may be left from between two renames.
      let left = try folder.names().filter { $0 != "c.csv" && $0 != "out.csv" }
      #expect(left.count < 2 && left.allSatisfy { $0.hasPrefix(".winnow-") }, "round \(round)")
      for name in left { try FileManager.default.removeItem(atPath: "\(folder.path)/\(name)") }
      #expect(result.exitCode == 137 || found == new)
      #expect(Self.waitForEnd(ofProcessesMarked: mark).isEmpty, "round \(round)")
    }
    #expect(outcomes.contains("old"))
  }

  @Test(arguments: [Signal.interrupt, .terminate])
  func `an interruption leaves no file and ends with 128 and the signal`(signal: Signal) throws {
    let folder = try ScratchFolder()
    let temporary = try ScratchFolder()
    let workspace = try Workspace.shared()
    try folder.write(CommentCorpus(count: 30_000).csv, to: "c.csv")
    for delay in [30, 100, 200] {
      let mark = UUID().uuidString
      let running = try CommandLineTool.start(
        ["label", "Comments", "-", "--format", "csv", "-o", "out.csv"],
        in: folder,
        input: "\(folder.path)/c.csv",
        environment: workspace.environment.merging(
          ["WINNOW_TEST_MARK": mark, "TMPDIR": temporary.path]
        ) { $1 }
      )
      SystemClock.sleep(for: .milliseconds(delay))
      running.send(signal)
      let result = try running.result(within: 120)
      let names = try folder.names().filter { $0 != "c.csv" }
      if result.exitCode == 0 {
        #expect(names == ["out.csv"], "it was faster than the signal")
        try FileManager.default.removeItem(atPath: "\(folder.path)/out.csv")
      } else {
        #expect(result.exitCode == 128 + signal.number)
        // Between the renaming of the output and the end of the process the run is written down.
        if names == ["out.csv"] {
          #expect(PlainCSV(try folder.text(of: "out.csv")).rows.count == 30_000)
          try FileManager.default.removeItem(atPath: "\(folder.path)/out.csv")
        } else {
          #expect(names.isEmpty)
        }
      }
      #expect(try temporary.names() == [])
      #expect(Self.waitForEnd(ofProcessesMarked: mark).isEmpty)
    }
  }

  @Test func `no worker outlives a host that was killed while a function loops`() throws {
    let folder = try ScratchFolder()
    let workspace = try Workspace.shared()
    try folder.write("id,number,text\na,77777,x\n", to: "n.csv")
    let mark = UUID().uuidString
    let running = try CommandLineTool.start(
      ["label", "Faulty", "n.csv", "-o", "out.csv", "--time-limit", "60"],
      in: folder,
      environment: workspace.environment.merging(["WINNOW_TEST_MARK": mark]) { $1 }
    )
    let found = Self.wait(forProcessesMarked: mark) { $0.count > 1 }
    #expect(found.count > 1, "the worker is at work")
    running.send(.kill)
    _ = try running.result(within: 120)
    #expect(Self.waitForEnd(ofProcessesMarked: mark).isEmpty)
  }

  @Test func `a copy of standard input from a pipe has no name`() throws {
    let folder = try ScratchFolder()
    let temporary = try ScratchFolder()
    let workspace = try Workspace.shared()
    let result = try CommandLineTool.shell(
      """
      (printf 'text\\nsubscribe\\n'; sleep 1; ls -A "$TMPDIR" >&2; printf 'song\\n') |
        $WINNOW label Comments - --format csv -o - --quiet
      """,
      in: folder,
      environment: workspace.environment.merging(["TMPDIR": temporary.path]) { $1 }
    )
    #expect(result.errors.isEmpty)
    #expect(PlainCSV(result.output)["label"] == ["spam", "ham"])
  }
}
