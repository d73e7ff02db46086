import Foundation
import struct LabelingCore.SeededGenerator
import TestSupport
import Testing

/// What comes over pipes is not always what one hopes for.
struct WorkerPipeTests {
  @Test func `an empty input gives no lines, or the statistics of nothing`() throws {
    let folder = try ScratchFolder()
    let workspace = try Workspace.shared()
    #expect(try workspace.succeed(["worker", "Comments"], in: folder).outputBytes.isEmpty)
    let empty = try workspace.succeed(["worker", "Comments", "--mode", "stats"], in: folder)
    #expect(empty.outputLines.count == 1)
    #expect(empty.output.contains(#""counts" : []"#))
    // Statistics of empty shards add nothing.
    try folder.write(#"{"text":"subscribe to my channel"}"# + "\n", to: "c.jsonl")
    let some = try workspace.succeed(
      ["worker", "Comments", "--mode", "stats"],
      in: folder,
      input: "\(folder.path)/c.jsonl"
    )
    try folder.write(some.output, to: "some.json")
    try folder.write(empty.output + some.output + empty.output, to: "all.json")
    for name in ["some", "all"] {
      try workspace.succeed(["fit", "--stats", "\(name).json", "-o", "\(name)-m.json"], in: folder)
    }
    #expect(try folder.bytes(of: "some-m.json") == folder.bytes(of: "all-m.json"))
  }

  @Test func `bytes that are no text stay one line, and NUL is a character`() throws {
    let folder = try ScratchFolder()
    let workspace = try Workspace.shared()
    var bytes = Array(#"{"text":"a\u0000b subscribe"}"#.utf8) + [0x0A]
    bytes += Array(#"{"text":""#.utf8) + [0xFF, 0xFE] + Array("\"}\n".utf8)
    bytes += [0x00, 0x0A]
    bytes += Array(#"{"text":"subscribe"}"#.utf8) + [0x0D, 0x0A]
    try folder.write(bytes + Array(#"{"text":"the last lacks its line feed"}"#.utf8), to: "b.jsonl")
    let input = "\(folder.path)/b.jsonl"
    let marked = try workspace.succeed(
      ["worker", "Comments", "--on-error", "mark"],
      in: folder,
      input: input
    )
    let lines = marked.outputLines
    #expect(lines.count == 5)
    #expect(marked.output.hasSuffix("\n"))
    #expect(lines[0].hasPrefix(#"{"text":"a\u0000b subscribe","votes":{"#))
    #expect(lines[1].contains(#""error":"#) && lines[1].contains("UTF-8"))
    #expect(lines[2].hasPrefix(#"{"line":"\u0000","error":"#))
    #expect(lines[3].hasPrefix(#"{"text":"subscribe","votes":{"#))
    #expect(lines[4].hasPrefix(#"{"text":"the last lacks its line feed","votes":{"#))
    let failed = try workspace.run(["worker", "Comments"], in: folder, input: input)
    #expect(failed.exitCode == 1 && failed.errors.contains("-:2:10: error: "))
  }

  @Test(arguments: 1...6)
  func `the lines before one that ends the run come out, however they came in`(
    seed: UInt64
  ) throws {
    let folder = try ScratchFolder()
    let workspace = try Workspace.shared()
    var generator = SeededGenerator(seed: seed)
    let good = Int.random(in: 1...6, using: &generator)
    let bad = try #require(
      ["{\"txt\":\"x\"}", "{\"text\":", "[1]", "{\"text\":\"a\",\"votes\":1}"]
        .randomElement(using: &generator)
    )
    var lines = (0..<good).map { "{\"text\":\"subscribe \($0)\"}\n" }
    lines += [bad + "\n", "{\"text\":\"behind\"}\n"]
    try folder.write(lines.joined(), to: "whole.jsonl")
    let pieces = lines.map { "printf '%s\\n' '\($0.dropLast())'; sleep 0.1" }.joined(
      separator: "; "
    )
    for (name, script) in [("whole", "cat whole.jsonl"), ("pieces", pieces)] {
      let result = try CommandLineTool.shell(
        "(\(script)) | $WINNOW worker Comments",
        in: folder,
        environment: workspace.environment
      )
      #expect(result.exitCode == 1, "\(name)")
      #expect(result.errors.contains("error: "), "\(name)")
      #expect(result.outputLines.count == good, "\(name): \(bad)")
      #expect(result.outputLines.allSatisfy { $0.contains("\"asks_to_subscribe\":\"spam\"") })
    }
  }

  @Test func `a line that is too long is one line all the same`() throws {
    let folder = try ScratchFolder()
    let workspace = try Workspace.shared()
    let limit = 64 << 20
    let short = Array(#"{"text":"subscribe"}"#.utf8) + [0x0A]
    func line(_ byteCount: Int) -> [UInt8] {
      let (head, tail) = (Array(#"{"text":""#.utf8), Array("\"}\n".utf8))
      let filling = [UInt8](
        repeating: UInt8(ascii: "x"),
        count: byteCount + 1 - head.count - tail.count
      )
      return head + filling + tail
    }
    try folder.write(short + line(limit) + short + line(limit + 1) + short, to: "long.jsonl")
    let input = "\(folder.path)/long.jsonl"
    let marked = try workspace.succeed(
      ["worker", "Comments", "--on-error", "mark", "--additions-only"],
      in: folder,
      input: input
    )
    let areVotes = marked.outputLines.map { $0.hasPrefix(#"{"votes":{"#) }
    #expect(areVotes == [true, true, true, false, true])
    let failed = try workspace.run(["worker", "Comments"], in: folder, input: input)
    #expect(failed.exitCode == 1 && failed.errors.contains("-:4:1: error: "))
  }

  @Test func `a worker whose reader goes away ends with a failure`() throws {
    let folder = try ScratchFolder()
    let workspace = try Workspace.shared()
    try folder.write(CommentCorpus(count: 20_000).text(as: "jsonl"), to: "c.jsonl")
    let script = """
      { "$WINNOW" worker Comments --quiet < c.jsonl; echo "ended with $?" >&2; } | head -n 1
      """
    let result = try CommandLineTool.shell(script, in: folder, environment: workspace.environment)
    #expect(result.outputLines.count == 1)
    #expect(result.errors.contains("ended with ") && !result.errors.contains("ended with 0"))
  }

  @Test func `xargs and Hadoop streaming give the model of one run`() throws {
    let folder = try ScratchFolder()
    let workspace = try Workspace.shared()
    try folder.write(CommentCorpus(count: 4000).text(as: "jsonl"), to: "c.jsonl")
    try workspace.succeed(
      ["label", "Comments", "c.jsonl", "-o", "l.jsonl", "--save-model", "m.json"],
      in: folder
    )
    try workspace.succeed(
      ["bundle", "Comments", "--model", "m.json", "--output", "b.tar.gz"],
      in: folder
    )
    // Hadoop links the unpacked archive into each task's folder, pipes a split through the
    // mapper, sorts all lines by what stands before the first tab, pipes them on, and writes
    // a tab after what it takes for a key.
    let script = """
      set -e
      tab=$(printf '\\t')
      mkdir unpacked && tar -xzf b.tar.gz -C unpacked
      split -l 700 c.jsonl split.
      mapper() {
        mkdir "task.$2" && ln -s "$PWD/unpacked" "task.$2/comments"
        (cd "task.$2" && env -i PATH="$PATH" ./comments/bin/winnow worker --mode "$1" --quiet)
      }
      for split in split.*; do mapper stats "$split" < "$split"; done \\
        | LC_ALL=C sort -t "$tab" -k 1,1 | cat | sed "s/$/$tab/" > statistics.jsonl
      unpacked/bin/winnow fit --stats statistics.jsonl -o hadoop.json > fit.log
      cmp hadoop.json m.json
      ls split.* | xargs -P 2 -I {} \\
        sh -c 'unpacked/bin/winnow worker --mode label --quiet < {} > labeled.{}'
      cat labeled.split.* > all.jsonl
      cmp all.jsonl l.jsonl
      # A failure is told to whoever runs the tasks.
      echo 'no JSON' > split.zz
      if ls split.* | xargs -P 2 -I {} \\
        sh -c 'unpacked/bin/winnow worker --quiet < {} > /dev/null'
      then exit 9; fi
      # By a link from elsewhere too.
      ln -s "$PWD/unpacked/bin/winnow" linked
      ./linked worker --mode label --quiet < c.jsonl | cmp - l.jsonl
      """
    let result = try CommandLineTool.shell(script, in: folder)
    #expect(result.exitCode == 0, "\(result.output)\(result.errors)")
    #expect(result.errors.contains("-:1"))
  }

  @Test func `a billion documents are fitted in the memory of their patterns`() throws {
    let folder = try ScratchFolder()
    let workspace = try Workspace.shared()
    let rows = ["[0, 0, 1, 1, 0, 1, 2, 0, 1]", "[0, 0, 1, 1, 1, 1]", "[1, 1, 1, 2, 1, 1]", "[]"]
    let statistics = """
      {"schema": "winnow.vote-statistics", "version": 1, "voters": ["a", "b", "c"],
      "classes": ["x", "y"], "counts": [400000000, 100000000, 499999990, 10],
      "gold": [-1, -1, -1, -1], "votes": [\(rows.joined(separator: ", "))]}
      """
    try folder.write(statistics, to: "s.json")
    let script = "ulimit -v 2000000; \"$WINNOW\" fit --stats s.json --output m.json"
    let result = try CommandLineTool.shell(script, in: folder, environment: workspace.environment)
    #expect(result.exitCode == 0, "\(result.errors)")
    #expect(result.errors.contains("1000000000 documents, 4 patterns"))
  }
}
