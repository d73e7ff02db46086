import Foundation
import TestSupport
import Testing

/// Results that cannot be written to standard output.
struct StandardOutputTests {
  private func folder() throws -> ScratchFolder {
    let folder = try ScratchFolder()
    let workspace = try Workspace.shared()
    try folder.write(CommentCorpus(count: 60).csv, to: "c.csv")
    try folder.write("id,f,g,h\na,ham,ham,spam\nb,spam,ham,spam\nc,ham,ham,ham\n", to: "v.csv")
    try folder.write("id,label\na,ham\nb,spam\n", to: "g.csv")
    for arguments in [
      ["label", "Comments", "c.csv", "-o", "l.csv", "--workspace", "ws"],
      ["apply", "Comments", "c.csv", "-o", "w.csv", "--workspace", "ws"],
      ["fit", "v.csv", "-o", "m.json"],
      ["session", "start", "c.csv", "--classes", "ham,spam", "--no-ask", "-o", "s.session"],
    ] {
      try workspace.succeed(arguments, in: folder)
    }
    return folder
  }

  /// Command lines that write to standard output, for all commands that do.
  private static let commands = [
    "--help", "--version", "help label", "label --help", "--experimental-dump-help",
    "--generate-completion-script bash", "serve --help", "runs", "session",
    "tasks", "functions Comments", "functions Comments --json", "build Comments",
    "test Comments", "label Comments c.csv -o - --quiet", "label Comments c.csv -o o.csv",
    "label Comments c.csv -o o.csv --json", "apply Comments c.csv -o - --quiet", "analyze v.csv",
    "analyze v.csv --json", "analyze Comments c.csv", "show Comments c.csv",
    "show Comments c.csv -o - --output-format jsonl", "show Comments c.csv --output-format html",
    "errors Comments c.csv --gold-field gold", "errors Comments c.csv --gold-field gold --json",
    "suggest Comments c.csv", "fit v.csv -o m2.json --gold g.csv --model auto",
    "fit v.csv -o -", "predict v.csv --model m.json -o -",
    "evaluate v.csv --gold g.csv --columns id,f",
    "evaluate v.csv --gold g.csv --columns id,f --json", "explain a v.csv --model m.json",
    "model show m.json", "model show m.json --json", "stats v.csv -o -",
    "train c.csv --label-field gold -o e.endmodel", "session status s.session",
    "session status s.session --json", "session export s.session -o -",
    "session resume s.session --lines", "simulate c.csv --gold gold --repeats 1 --budget 10",
    "runs --workspace ws", "runs --workspace ws --json", "runs show last --workspace ws",
    "diff --workspace ws", "report last --workspace ws -o -", "verify l.csv --workspace ws",
    "workspace gc --workspace ws", "convert c.csv - --output-format jsonl",
    "sample c.csv --count 3 -o -", "sample c.csv --class-field gold", "drift v.csv v.csv",
    "drift v.csv v.csv --format json", "cache Comments",
  ]

  @Test func `a full disk behind standard output is told and fails`() throws {
    let folder = try folder()
    for command in Self.commands { try expectFailure(of: command, in: folder) }
  }

  private func expectFailure(of command: String, in folder: ScratchFolder) throws {
    let full = try run(command, to: "/dev/full", in: folder)
    #expect(full.exitCode == 1, "\(command): \(full.errors)")
    #expect(full.errors.contains(": no space left on device"), "\(command): \(full.errors)")
  }

  @Test func `a closed standard output is told, and no file takes its place`() throws {
    let folder = try folder()
    let result = try run("label Comments c.csv -o o.csv", to: "&-", in: folder)
    #expect(result.exitCode == 1)
    #expect(result.errors.contains("standard output cannot be written"))
    #expect(try folder.text(of: "o.csv") == folder.text(of: "l.csv"))
  }

  @Test func `a reader that has gone is no fault`() throws {
    let folder = try folder()
    for (index, command) in Self.commands.enumerated() where index % 4 == 0 {
      try expectQuiet(command, in: folder)
    }
  }

  private func expectQuiet(_ command: String, in folder: ScratchFolder) throws {
    let result = try CommandLineTool.shell(
      """
      rm -f pipe go; mkfifo pipe go
      (
        exec 3> pipe
        read line < go
        $WINNOW \(command) < /dev/null >&3 3>&-
        echo "ended with $?" >&2
      ) &
      exec 4< pipe; exec 4<&-
      echo > go
      wait
      """,
      in: folder,
      environment: Workspace.shared().environment
    )
    #expect(result.errorLines.last == "ended with 0", "\(command): \(result.errors)")
    #expect(!result.errors.contains("error:"), "\(command): \(result.errors)")
  }

  @Test func `what is printed comes in its order when both streams go to one place`() throws {
    let folder = try folder()
    let result = try run("functions Comments", to: "both 2>&1", in: folder)
    #expect(result.exitCode == 0)
    let lines = try folder.text(of: "both").split(separator: "\n")
    #expect(lines.first?.hasPrefix("function") == true)
    #expect(lines.last?.contains("functions") == true)
  }

  private func run(
    _ command: String,
    to place: String,
    in folder: ScratchFolder
  ) throws -> CommandResult {
    try CommandLineTool.shell(
      "$WINNOW \(command) < /dev/null > \(place)".replacing("> &-", with: ">&-"),
      in: folder,
      environment: Workspace.shared().environment
    )
  }
}
