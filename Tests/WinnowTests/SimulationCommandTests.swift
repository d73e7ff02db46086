import Foundation
import TestSupport
import Testing

/// `winnow simulate`, without and with labeling functions.
struct SimulationCommandTests {
  private static let small = [
    "--gold", "gold", "--repeats", "3", "--budget", "60", "--batch", "20", "--seed", "4",
  ]

  private func folder() throws -> ScratchFolder {
    let folder = try ScratchFolder()
    let corpus = CommentCorpus(count: 400, seed: 3)
    try folder.write(corpus.csv, to: "c.csv")
    try folder.write(corpus.jsonLines, to: "c.jsonl")
    return folder
  }

  @Test func `curves, runs, report and picture are written, and are the same for any threads`()
    throws
  {
    let folder = try folder()
    let arguments =
      ["simulate", "c.csv", "--strategies", "random, margin, 0.5 margin + 0.5 random"] + Self.small
    var seen: [String: [UInt8]] = [:]
    for threads in ["1", "3"] {
      let result = try CommandLineTool.run(
        arguments + ["--threads", threads, "--output", "out"],
        in: folder
      )
      #expect(result.exitCode == 0, "\(result.errors)")
      for name in ["curves.csv", "runs.csv", "report.json", "curves.svg"] {
        let bytes = try folder.bytes(of: "out/\(name)")
        #expect(seen[name] == nil || seen[name] == bytes, "\(name)")
        seen[name] = bytes
      }
      #expect(result.output.contains("0.5 margin + 0.5 random"))
    }
    let curves = try folder.text(of: "out/curves.csv").split(separator: "\n")
    // A heading, then three arms measured at 20, 40 and 60 labels.
    #expect(curves.count == 1 + 3 * 3)
    #expect(curves[1].hasPrefix("random,20,3,"))
    let runs = try folder.text(of: "out/runs.csv").split(separator: "\n")
    #expect(runs.count == 1 + 3 * 3 * 3)
    #expect(try folder.text(of: "out/curves.svg").contains("</svg>"))
  }

  @Test func `the report compares every strategy with random, repeat by repeat`() throws {
    let folder = try folder()
    let result = try CommandLineTool.run(
      ["simulate", "c.jsonl", "--strategies", "random,entropy", "--json", "--quiet"] + Self.small,
      in: folder
    )
    #expect(result.exitCode == 0, "\(result.errors)")
    let report = try #require(
      try JSONSerialization.jsonObject(with: Data(result.outputBytes)) as? [String: Any]
    )
    let arms = try #require(report["arms"] as? [[String: Any]])
    #expect(arms.map { $0["name"] as? String } == ["random", "entropy"])
    #expect(report["reference"] as? String == "random")
    #expect(arms[0]["area_gain"] == nil)
    let gain = try #require(arms[1]["area_gain"] as? [String: Any])
    #expect(gain["count"] as? Int == 3)
    let final = try #require(arms[0]["final"] as? [String: Any])
    #expect(try #require(final["mean"] as? Double) > 0.6)
  }

  @Test func `with a task, functions alone and both together are measured too`() throws {
    let folder = try folder()
    let workspace = try Workspace.shared()
    let result = try workspace.succeed(
      ["simulate", "c.csv", "--task", "Comments", "--strategies", "margin"] + Self.small,
      in: folder
    )
    for arm in ["margin", "functions alone", "functions + margin"] {
      #expect(result.outputLines.contains { $0.hasPrefix(arm) }, "\(arm)")
    }
  }
}
