import Foundation
import TestSupport
import Testing

/// How the program behaves towards terminals, pipes and scripts.
struct CommandLineConventionTests {
  /// The groups of commands, in the order of a user's work.
  private static let groups = [
    (name: "Task", commands: ["new", "tasks", "build", "functions", "test", "dev"]),
    (name: "Labeling", commands: ["label", "apply", "analyze", "show", "errors", "suggest"]),
    (name: "Label model", commands: ["fit", "predict", "evaluate", "explain", "model", "stats"]),
    (name: "Classifier", commands: ["train", "classify"]),
    (name: "Annotation", commands: ["session", "serve", "simulate"]),
    (name: "Run", commands: ["runs", "diff", "report", "verify", "workspace", "cache"]),
    (name: "Corpus", commands: ["convert", "sample", "drift"]),
    (name: "Deployment", commands: ["worker", "bundle"]),
  ]

  @Test func `help lists every command in its group`() throws {
    let help = try CommandLineTool.run(["--help"], in: ScratchFolder())
    #expect(help.exitCode == 0)
    let sections = Self.sections(of: help.output).filter { $0.title.hasSuffix("SUBCOMMANDS") }
    #expect(sections.map(\.title) == Self.groups.map { "\($0.name) subcommands".uppercased() })
    for (section, group) in zip(sections, Self.groups) {
      let listed = section.lines.filter { $0.hasPrefix("  ") && !$0.hasPrefix("   ") }
        .filter { !$0.hasPrefix("  See ") }
        .map { String($0.split(separator: " ")[0]) }
      #expect(listed == group.commands)
    }
  }

  /// The titled parts of a help text.
  private static func sections(of help: String) -> [(title: String, lines: [String])] {
    var sections: [(title: String, lines: [String])] = []
    for line in help.components(separatedBy: "\n") {
      if line.hasSuffix(":"), line == line.uppercased(), !line.hasPrefix(" ") {
        sections.append((title: String(line.dropLast()), lines: []))
      } else if !sections.isEmpty {
        sections[sections.count - 1].lines.append(line)
      }
    }
    return sections
  }

  /// Runs `--help` at a width for each command, and for those that hold others.
  private func everyHelp(width: Int) throws -> [(command: String, help: CommandResult)] {
    let folder = try ScratchFolder()
    return try CommandCatalogue().helped.map { words in
      let help = try CommandLineTool.run(
        words + ["--help"],
        in: folder,
        environment: ["COLUMNS": "\(width)"]
      )
      return (words.joined(separator: " "), help)
    }
  }

  @Test(arguments: [80, 100])
  func `help of every command fits the width, and shows an example`(width: Int) throws {
    let all = try everyHelp(width: width)
    #expect(all.count > Self.groups.reduce(0) { $0 + $1.commands.count })
    for (command, help) in all {
      #expect(help.exitCode == 0 && help.errors.isEmpty, "\(command)")
      for line in help.outputLines where line.count > width {
        // Examples and the synopsis are not wrapped; they fit 100 columns.
        #expect(line.count <= 100 && (line.hasPrefix("  ") || line.hasPrefix("USAGE")), "\(line)")
      }
      let overview = help.output.components(separatedBy: "\n\nUSAGE:")[0]
      let name = command.isEmpty ? "winnow" : "winnow \(command)"
      #expect(
        overview.components(separatedBy: "\n").contains { $0.hasPrefix("  \(name)") },
        "\(command)"
      )
    }
  }

  @Test func `no help text has a line break inside a paragraph`() throws {
    // So wide that every line break that is left was made by hand.
    for (command, help) in try everyHelp(width: 5_000) {
      let overview = help.output.components(separatedBy: "\n\nUSAGE:")[0]
      for paragraph in overview.components(separatedBy: "\n\n") {
        // Examples and tables are indented.
        let prose = paragraph.components(separatedBy: "\n").filter { !$0.hasPrefix(" ") }
        #expect(prose.count <= 1, "\(command): \(paragraph)")
        #expect(prose.allSatisfy { !$0.hasSuffix(" ") && !$0.contains("  ") }, "\(prose)")
      }
      for section in Self.sections(of: help.output) {
        var isLabel = false
        for line in section.lines where !line.isEmpty && !line.hasPrefix("  See ") {
          let indent = line.prefix { $0 == " " }.count
          // A label; its text where the label is long; or its discussion.
          #expect(indent == 2 || (indent == 26 && isLabel) || indent == 8, "\(command): \(line)")
          isLabel = indent == 2 && !line.dropFirst(2).contains("  ")
        }
      }
    }
  }

  @Test(arguments: [80, 100])
  func `help is wrapped once, to the width there is`(width: Int) throws {
    for (command, help) in try everyHelp(width: width) {
      let overview = help.output.components(separatedBy: "\n\nUSAGE:")[0]
      for paragraph in overview.components(separatedBy: "\n\n") {
        let lines = paragraph.components(separatedBy: "\n")
        // Examples and tables are indented and stay as they are.
        for (line, next) in zip(lines, lines.dropFirst())
        where !line.hasPrefix(" ") && !next.hasPrefix(" ") {
          let first = next.prefix { $0 != " " }
          #expect(line.count + 1 + first.count >= width, "\(command): \(line)")
        }
      }
    }
  }

  @Test func `the version is told`() throws {
    let result = try CommandLineTool.run(["--version"], in: ScratchFolder())
    #expect(result.exitCode == 0)
    let words = result.output.split(separator: " ")
    #expect(words.count == 2 && words[0] == "winnow" && words[1].contains("."))
  }

  @Test(arguments: ["bash", "zsh", "fish"])
  func `completions are generated`(shell: String) throws {
    let folder = try ScratchFolder()
    let script = try CommandLineTool.run(["--generate-completion-script", shell], in: folder)
    #expect(script.exitCode == 0)
    #expect(script.output.contains("evaluate"))
    guard shell == "bash" else { return }
    try folder.write(script.outputBytes, to: "winnow.bash")
    let loaded = try CommandLineTool.shell(
      "bash -c 'set -e; . ./winnow.bash; complete -p winnow'",
      in: folder
    )
    #expect(loaded.output.contains("winnow"))
  }

  @Test func `quiet commands print nothing on success`() throws {
    let folder = try ScratchFolder()
    let workspace = try Workspace.shared()
    try folder.write(CommentCorpus(count: 200).csv, to: "c.csv")
    for arguments in [
      ["label", "Comments", "c.csv", "-o", "l.csv", "--quiet"],
      ["apply", "Comments", "c.csv", "-o", "v.csv", "--quiet"],
      ["convert", "c.csv", "c.jsonl", "--quiet"],
    ] {
      let result = try workspace.succeed(arguments, in: folder)
      #expect(result.outputBytes.isEmpty && result.errors.isEmpty, "\(result.errors)")
    }
  }

  @Test func `a reader that leaves early ends the program quietly`() throws {
    let folder = try ScratchFolder()
    let workspace = try Workspace.shared()
    try folder.write(CommentCorpus(count: 20_000).csv, to: "c.csv")
    for command in [
      "label Comments c.csv -o - --quiet", "apply Comments c.csv -o - --quiet",
      "convert c.csv - --output-format jsonl --quiet",
    ] {
      let result = try CommandLineTool.shell(
        "( $WINNOW \(command); echo \"ended with $?\" >&2 ) | head -n 1",
        in: folder,
        environment: workspace.environment
      )
      #expect(result.outputLines.count == 1)
      #expect(result.errors == "ended with 0\n", "\(command)")
    }
  }

  @Test func `files and pipes get no escape codes, and terminals none with NO_COLOR`() throws {
    let folder = try ScratchFolder()
    let workspace = try Workspace.shared()
    try folder.write(CommentCorpus(count: 50).csv, to: "c.csv")
    let arguments = ["label", "Comments", "c.csv", "-o", "l.csv", "--gold-field", "gold"]
    let plain = try workspace.succeed(arguments, in: folder)
    #expect(!plain.outputBytes.contains(0x1B) && !plain.errorBytes.contains(0x1B))
  }

  private static let hasTerminals = FileManager.default.isExecutableFile(atPath: "/usr/bin/script")

  /// Runs a command line on a terminal of 80 columns.
  private func onTerminal(
    _ command: String,
    in folder: ScratchFolder,
    environment: [String: String] = [:]
  ) throws -> String {
    try CommandLineTool.shell(
      "script --quiet --return --command 'stty cols 80; \(command)' /dev/null < /dev/null",
      in: folder,
      environment: Workspace.shared().environment
        .merging(["TERM": "xterm"]) { $1 }.merging(environment) { $1 }
    ).output.replacing("\r\n", with: "\n")
  }

  @Test(.enabled(if: hasTerminals, "there is no script(1) to make a terminal with"))
  func `a terminal gets color unless NO_COLOR is set`() throws {
    let folder = try ScratchFolder()
    try folder.write(CommentCorpus(count: 50).csv, to: "c.csv")
    let command = "$WINNOW label Comments c.csv -o l.csv"
    #expect(try onTerminal(command, in: folder).contains("\u{1B}[1mfunction"))
    let plain = try onTerminal(command, in: folder, environment: ["NO_COLOR": "1"])
    #expect(plain.contains("function") && !plain.contains("\u{1B}[1m"))
    let dumb = try onTerminal(command, in: folder, environment: ["TERM": "dumb"])
    #expect(!dumb.contains("\u{1B}[1m"))
    // Redirected errors stay plain although the output is a terminal.
    _ = try onTerminal("$WINNOW label Comments none.csv -o l.csv 2> errors", in: folder)
    #expect(try !folder.bytes(of: "errors").contains(0x1B))
  }

  @Test(.enabled(if: hasTerminals, "there is no script(1) to make a terminal with"))
  func `tables fit a terminal of 80 columns`() throws {
    let folder = try ScratchFolder()
    try folder.write(CommentCorpus(count: 300).csv, to: "c.csv")
    try folder.write("id,number,text\na,500,even\nb,7,odd\n", to: "n.csv")
    for command in [
      "label Comments c.csv -o l.csv --gold-field gold", "functions Comments",
      "analyze v.csv", "label Faulty n.csv -o l.csv",
    ] {
      try Workspace.shared().succeed(["apply", "Comments", "c.csv", "-o", "v.csv"], in: folder)
      let shown = try onTerminal("$WINNOW \(command)", in: folder, environment: ["NO_COLOR": "1"])
      let tables = shown.split(separator: "\n").filter { !$0.contains(": ") && !$0.contains("\r") }
      #expect(tables.count > 2)
      #expect(!tables.contains { $0.hasPrefix("majority") && $0.contains("…") })
      #expect(tables.allSatisfy { $0.count <= 80 }, "\(command)\n\(shown)")
    }
  }
}
