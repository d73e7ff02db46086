import Foundation
import TestSupport
import Testing

/// One line out for each line in, whatever the lines are.
struct WorkerCommandTests {
  private static let lines = [
    #"{"id":"1","text":"subscribe to my channel"}"#,
    "",
    #"{"id":"2","text":"tab\t newline\n backslash\\ 你好 🎉 \u2028"}"#,
    "  ",
    #"  {"id":"3" , "text":"nice song" }  "#,
  ]

  @Test func `labels are the lines that label writes, and blank lines stay`() throws {
    let folder = try ScratchFolder()
    let workspace = try Workspace.shared()
    try folder.write(CommentCorpus(count: 3000).text(as: "jsonl"), to: "c.jsonl")
    try workspace.succeed(
      ["label", "Comments", "c.jsonl", "-o", "l.jsonl", "--save-model", "m.json"],
      in: folder
    )
    for workers in ["1", "3"] {
      let answered = try workspace.succeed(
        ["worker", "Comments", "--mode", "label", "--model", "m.json", "--workers", workers],
        in: folder,
        input: "\(folder.path)/c.jsonl"
      )
      #expect(try answered.outputBytes == folder.bytes(of: "l.jsonl"))
    }
    try folder.write(Self.lines.joined(separator: "\n"), to: "few.jsonl")
    let few = try workspace.succeed(
      ["worker", "Comments", "--additions-only", "--prefix", "w_"],
      in: folder,
      input: "\(folder.path)/few.jsonl"
    )
    let answers = few.output.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(answers.count == 6 && answers[1].isEmpty && answers[3].isEmpty && answers[5].isEmpty)
    for index in [0, 2, 4] { #expect(answers[index].hasPrefix(#"{"w_votes":{"#)) }
  }

  @Test func `statistics of parts are fitted to the model of the whole`() throws {
    let folder = try ScratchFolder()
    let workspace = try Workspace.shared()
    let text = CommentCorpus(count: 2000, seed: 4).text(as: "jsonl")
    try folder.write(text, to: "c.jsonl")
    try workspace.succeed(
      ["label", "Comments", "c.jsonl", "-o", "l.jsonl", "--save-model", "whole.json"],
      in: folder
    )
    let lines = text.split(separator: "\n")
    var statistics = ""
    for part in [lines[900...], lines[..<250], lines[250..<900]] {
      try folder.write(part.joined(separator: "\n"), to: "part.jsonl")
      statistics += try workspace.succeed(
        ["worker", "Comments", "--mode", "stats"],
        in: folder,
        input: "\(folder.path)/part.jsonl"
      ).output
    }
    #expect(statistics.split(separator: "\n").count == 3)
    try folder.write(statistics, to: "stats.jsonl")
    try workspace.succeed(["fit", "--stats", "stats.jsonl", "-o", "parts.json"], in: folder)
    #expect(try folder.bytes(of: "parts.json") == folder.bytes(of: "whole.json"))
  }

  @Test func `a writer that waits for answers gets them`() throws {
    let folder = try ScratchFolder()
    let workspace = try Workspace.shared()
    let script = """
      mkfifo questions answers
      "$WINNOW" worker Comments < questions > answers & worker=$!
      exec 3> questions 4< answers
      for i in 1 2 3; do
        echo '{"text":"subscribe"}' >&3
        read -r answer <&4 && echo "$answer"
      done
      exec 3>&-
      wait $worker
      """
    let result = try CommandLineTool.shell(script, in: folder, environment: workspace.environment)
    #expect(result.exitCode == 0, "\(result.errors)")
    #expect(result.outputLines.count == 3)
    #expect(Set(result.outputLines).count == 1)
  }

  @Test func `a line that is no document ends the run, or is marked`() throws {
    let folder = try ScratchFolder()
    let workspace = try Workspace.shared()
    let lines = [#"{"text":"a"}"#, #"{"other":1}"#, "no JSON", "[1]", #"{"text":"b"}"#]
    try folder.write(lines.joined(separator: "\n") + "\n", to: "bad.jsonl")
    let input = "\(folder.path)/bad.jsonl"
    let failed = try workspace.run(["worker", "Comments"], in: folder, input: input)
    #expect(failed.exitCode == 1)
    #expect(failed.errors.contains("-:2"))
    #expect(failed.errors.contains("'--text-field' with another field"))
    #expect(failed.errors.contains("'--on-error mark' says so") && !failed.errors.contains("skip"))
    let marked = try workspace.succeed(
      ["worker", "Comments", "--on-error", "mark"],
      in: folder,
      input: input
    )
    let answers = marked.outputLines
    #expect(answers.count == 5)
    #expect(answers[0].contains(#""votes""#) && answers[4].contains(#""votes""#))
    #expect(answers[1].hasPrefix(#"{"other":1,"error":"the record has no field 'text'"#))
    #expect(answers[2].hasPrefix(#"{"line":"no JSON","error":"#))
    #expect(answers[3].hasPrefix(#"{"line":"[1]","error":"#))
    try folder.write(#"{"text":"a","votes":1}"#, to: "taken.jsonl")
    let taken = try workspace.run(
      ["worker", "Comments"],
      in: folder,
      input: "\(folder.path)/taken.jsonl"
    )
    #expect(taken.exitCode == 1 && taken.errors.contains("'votes'"))
  }

  @Test func `faults stand in their lines, as causes by function`() throws {
    let folder = try ScratchFolder()
    let workspace = try Workspace.shared()
    let numbers = [1, 500, 7, 77777, 2]
    let lines = numbers.map { #"{"text":"","number":\#($0)}"# }
    try folder.write(lines.joined(separator: "\n"), to: "n.jsonl")
    let faulty = try workspace.run(
      ["worker", "Faulty", "--time-limit", "3"],
      in: folder,
      input: "\(folder.path)/n.jsonl"
    )
    #expect(faulty.exitCode == 0)
    let faults = [
      nil, #""faults":{"traps_on_thousandths":"crash"}}"#,
      #""faults":{"throws_on_hundredths":"thrown"}}"#,
      #""faults":{"never_returns_on_one":"time_out"}}"#, nil,
    ]
    #expect(faulty.outputLines.count == 5)
    for (line, fault) in zip(faulty.outputLines, faults) {
      #expect(fault.map { line.hasSuffix($0) } ?? !line.contains("faults"), "\(line)")
    }
    #expect(faulty.errors.contains("seen 1") && faulty.errors.contains("throws_on_hundredths"))
    let other = try workspace.run(
      ["worker", "Comments", "--mode", "label", "--model", "nowhere.json"],
      in: folder
    )
    #expect(other.exitCode == 1 && other.errors.contains("nowhere.json"))
  }

  @Test func `a bundle runs where nothing else is`() throws {
    let folder = try ScratchFolder()
    let workspace = try Workspace.shared()
    try workspace.succeed(["bundle", "Comments", "--output", "a.tar.gz"], in: folder)
    try workspace.succeed(["bundle", "Comments", "--output", "b.tar.gz"], in: folder)
    #expect(try folder.bytes(of: "a.tar.gz") == folder.bytes(of: "b.tar.gz"))
    try folder.write(Self.lines.joined(separator: "\n"), to: "few.jsonl")
    let expected = try workspace.succeed(
      ["worker", "Comments"],
      in: folder,
      input: "\(folder.path)/few.jsonl"
    )
    let script = """
      mkdir -p "a folder" && tar -xzf a.tar.gz -C "a folder" || exit 1
      cd / && env -i PATH=/usr/bin:/bin "$OLDPWD/a folder/bin/winnow" worker \
        < "$OLDPWD/few.jsonl"
      """
    let result = try CommandLineTool.shell(script, in: folder)
    #expect(result.exitCode == 0, "\(result.errors)")
    #expect(result.outputBytes == expected.outputBytes)
  }
}
