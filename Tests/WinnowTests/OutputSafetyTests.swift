import Foundation
import struct LabelingCore.SeededGenerator
import TestSupport
import Testing

/// No output of any command replaces a file that the command reads or another of its outputs.
struct OutputSafetyTests {
  /// The command lines, with `<name` for a file that is read and `>name` for one that is written.
  private static let commands = [
    "label Comments <c.csv --gold <g.csv -o >l.csv --save-model >m2.json --on-error skip --rejects >r.jsonl",
    "apply Comments <c.csv -o >v2.csv --on-error skip --rejects >r.jsonl",
    "convert <c.csv >c.jsonl --on-error skip --rejects >r.jsonl",
    "sample <c.csv --count 2 -o >s.csv --on-error skip --rejects >r.jsonl",
    "sample <c.csv --count 2 --votes <v.csv --id-field id -o >s.csv",
    "sample <c.csv --count 2 --reservoir -o >s.csv --rejects >r.jsonl",
    "analyze Comments <c.csv --on-error skip --rejects >r.jsonl",
    "analyze <v.csv --gold <g.csv --ask 1 -o >ask.csv",
    "show Comments <c.csv --gold <g.csv --output-format html -o >page.html --rejects >r.jsonl",
    "errors Comments <c.csv --gold <g.csv --on-error skip --rejects >r.jsonl",
    "suggest Comments <c.csv --gold <g.csv --on-error skip --rejects >r.jsonl",
    "fit <v.csv --gold <g.csv --from <m.json -o >m2.json",
    "predict <v.csv --model <m.json -o >l2.csv",
    "stats <v.csv --gold <g.csv -o >stats.json",
    "train <l.csv -o >e.model --on-error skip --rejects >r.jsonl",
    "classify <c.csv --model <e.model -o >l2.csv --on-error skip --rejects >r.jsonl",
    "test Comments <c.csv --record >v2.csv --on-error skip --rejects >r.jsonl",
    "drift <v.csv <v3.csv --plot >d.svg",
    "bundle Comments --model <m.json -o >b.tar.gz",
    "session export <a.session -o >gold2.csv",
    "session export <a.session --labels -o >gold2.csv",
    "fit <v.csv --gold <a.session -o >m2.json",
    "report last --workspace <w -o >page.html",
  ]

  /// A folder with everything that the commands read.
  private static func prepare(_ workspace: Workspace) throws -> ScratchFolder {
    let folder = try ScratchFolder()
    try folder.write(CommentCorpus(count: 60).csv, to: "c.csv")
    let ids = PlainCSV(CommentCorpus(count: 60).csv)["id"]
    let gold = ids.prefix(20).enumerated().map { "\($1),\($0 % 2 == 0 ? "ham" : "spam")\n" }
    try folder.write("id,label\n" + gold.joined(), to: "g.csv")
    let label = ["label", "Comments", "c.csv", "-o", "l.csv", "--save-model", "m.json"]
    try workspace.succeed(label + ["--workspace", "w"], in: folder)
    for name in ["v.csv", "v3.csv"] {
      try workspace.succeed(["apply", "Comments", "c.csv", "-o", name], in: folder)
    }
    try workspace.succeed(["train", "l.csv", "-o", "e.model"], in: folder)
    let session = ["session", "start", "c.csv", "--task", "Comments", "--no-ask"]
    try workspace.succeed(session + ["-o", "a.session"], in: folder)
    return folder
  }

  /// Every way in which one of a command's outputs can be another of its files.
  ///
  /// - Returns: The command line, with the file that must stay as it is.
  private static func clashes(of command: String) -> [(arguments: [String], file: String)] {
    let words = command.split(separator: " ").map(String.init)
    var clashes: [(arguments: [String], file: String)] = []
    for (place, word) in words.enumerated() where word.hasPrefix(">") {
      for (other, file) in words.enumerated() where other != place {
        // Of two outputs one order is enough.
        guard file.hasPrefix("<") || (file.hasPrefix(">") && other > place) else { continue }
        let name = file == "<w" ? "w/workspace.sqlite" : String(file.dropFirst())
        var changed = words
        changed[place] = ">" + name
        clashes.append((changed.map(bare), name))
      }
      if words.contains("Comments") {
        var changed = words
        changed[place] = ">TASK/Comments.swift"
        clashes.append((changed.map(bare), "TASK/Comments.swift"))
      }
    }
    return clashes
  }

  private static func bare(_ word: String) -> String {
    word.hasPrefix("<") || word.hasPrefix(">") ? String(word.dropFirst()) : word
  }

  @Test(arguments: commands)
  func `no two files of a command are one that it writes`(command: String) throws {
    let workspace = try Workspace.shared()
    let folder = try Self.prepare(workspace)
    let task = "\(workspace.path)/LabelingFunctions/Comments"
    try FileManager.default.createSymbolicLink(
      atPath: "\(folder.path)/TASK",
      withDestinationPath: task
    )
    try FileManager.default.createSymbolicLink(
      atPath: "\(folder.path)/here",
      withDestinationPath: "."
    )
    var generator = SeededGenerator(seed: 3)
    for (arguments, file) in Self.clashes(of: command) {
      let isThere = FileManager.default.fileExists(atPath: "\(folder.path)/\(file)")
      // SQLite folds its log into a store that is opened; what is in the store stays.
      let isStore = file.hasSuffix(".sqlite")
      let before = isThere ? try folder.bytes(of: file) : []
      let names = try folder.names()
      // The same file under another name: the last mention of it is the output's.
      var words = arguments
      let spelling = [file, "./\(file)", "here/\(file)"].randomElement(using: &generator) ?? file
      if let place = words.lastIndex(of: file) { words[place] = spelling }
      let result = try workspace.run(words, in: folder)
      #expect(result.exitCode == 1, "\(words): \(result.errors)")
      #expect(
        result.errors.contains("error: the output would replace what is read")
          || result.errors.contains("error: two outputs would go to one file"),
        "\(words): \(result.errors)"
      )
      #expect(result.errors.contains("help: name "), "\(words)")
      if isStore {
        try workspace.succeed(["runs", "show", "last", "--workspace", "w"], in: folder)
      } else if isThere {
        #expect(try folder.bytes(of: file) == before, "\(words)")
      }
      #expect(try folder.names() == names, "\(words)")
    }
  }

  @Test func `a name that came into being meanwhile is not replaced`() throws {
    let workspace = try Workspace.shared()
    let folder = try ScratchFolder()
    try folder.write(CommentCorpus(count: 60).csv, to: "c.csv")
    let result = try CommandLineTool.shell(
      """
      mkfifo pipe
      $WINNOW label Comments pipe --format csv -o l.csv --save-model m.json --quiet &
      exec 3> pipe
      head -n 1 c.csv >&3
      tail -n +2 c.csv >&3
      echo mine > m.json.new && ln m.json.new m.json
      exec 3>&-
      wait $!; echo $?
      """,
      in: folder,
      environment: workspace.environment
    )
    #expect(result.output == "1\n", "\(result.errors)")
    #expect(result.errors.contains("m.json: error: another program wrote this file"))
    #expect(try folder.text(of: "m.json") == "mine\n")
    #expect(!(try folder.names().contains("l.csv")))
  }

  /// The writer stays silent: what is wrong with the header is told all the same.
  @Test(arguments: [
    ("id,text,label", "label Comments pipe -o l.csv", "output field 'label' is in the input"),
    ("id,txt", "label Comments pipe -o l.csv --text-field text", "there is no field 'text'"),
    ("id,txt", "apply Comments pipe -o v.csv", "but there is no field 'text'"),
  ])
  func `a bad header is told while the writer of a pipe is silent`(
    header: String,
    command: String,
    error: String
  ) throws {
    let workspace = try Workspace.shared()
    let folder = try ScratchFolder()
    let result = try CommandLineTool.shell(
      """
      mkfifo pipe
      $WINNOW \(command) --format csv --quiet &
      exec 3> pipe
      printf '\(header)\\n1,a,b\\n' >&3
      wait $!; echo $?
      """,
      in: folder,
      environment: workspace.environment
    )
    #expect(result.output == "1\n")
    #expect(result.errors.contains(error), "\(result.errors)")
    #expect(try folder.names() == ["pipe"])
  }
}
