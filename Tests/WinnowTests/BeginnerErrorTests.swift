import Foundation
import Platform
import TestSupport
import Testing

/// What is said of mistakes: where, which rule, and how to fix it.
struct BeginnerErrorTests {
  private static let comments = "id,text\na,subscribe\nb,nice song\n"
  private static let label = ["label", "Comments", "c.csv", "-o", "out.csv"]

  private static let mistakes = [
    Mistake(name: "misspelt-command", arguments: ["labl"], exitCode: 64),
    Mistake(name: "missing-output", arguments: ["label", "Comments", "c.csv"], exitCode: 64),
    Mistake(name: "unknown-option", arguments: label + ["--textfield", "text"], exitCode: 64),
    Mistake(name: "misspelt-task", arguments: ["functions", "Coments"]),
    Mistake(name: "no-workspace", arguments: ["functions", "Comments"], hasWorkspace: false),
    Mistake(name: "no-corpus", arguments: label),
    Mistake(
      name: "misspelt-class-in-gold-map",
      arguments: label + ["--gold-field", "n", "--gold-map", "0=ham,1=spm"],
      files: ["c.csv": comments]
    ),
    Mistake(
      name: "unknown-format",
      arguments: label + ["--format", "cvs"],
      files: ["c.csv": comments],
      exitCode: 64
    ),
    Mistake(
      name: "unknown-suffix",
      arguments: ["label", "Comments", "c.txt", "-o", "out.csv"],
      files: ["c.txt": comments]
    ),
    Mistake(
      name: "unknown-model",
      arguments: label + ["--model", "polled"],
      files: ["c.csv": comments]
    ),
    Mistake(
      name: "misspelt-strategy",
      arguments: ["simulate", "c.csv", "--gold", "gold", "--strategies", "margn,random"],
      files: ["c.csv": "id,text,gold\na,subscribe,spam\nb,song,ham\n"]
    ),
    Mistake(
      name: "misspelt-gold-field",
      arguments: ["simulate", "c.csv", "--gold", "golld"],
      files: ["c.csv": "id,text,gold\na,subscribe,spam\nb,song,ham\n"]
    ),
    Mistake(
      name: "strategy-without-functions",
      arguments: ["simulate", "c.csv", "--gold", "gold", "--strategies", "conflict"],
      files: ["c.csv": "id,text,gold\na,subscribe,spam\nb,song,ham\n"]
    ),
    Mistake(
      name: "budget-of-the-whole-corpus",
      arguments: ["simulate", "c.csv", "--gold", "gold", "--budget", "2"],
      files: ["c.csv": "id,text,gold\na,subscribe,spam\nb,song,ham\nc,nice,ham\n"]
    ),
    Mistake(
      name: "no-text-field",
      arguments: label,
      files: ["c.csv": "id,body\na,subscribe\n"]
    ),
    Mistake(
      name: "misspelt-text-field",
      arguments: label + ["--text-field", "boddy"],
      files: ["c.csv": "id,body\na,subscribe\n"]
    ),
    Mistake(
      name: "unknown-gold-class",
      arguments: label + ["--gold-field", "gold"],
      files: ["c.csv": "id,text,gold\na,subscribe,spam\nb,song,hem\n"]
    ),
    Mistake(
      name: "duplicate-ids",
      arguments: label,
      files: ["c.csv": "id,text\na,x\nb,y\na,z\nc,y\nb,y\na,y\n"]
    ),
    Mistake(
      name: "too-many-csv-fields",
      arguments: label,
      files: ["c.csv": "id,text\na,one, two\n"]
    ),
    Mistake(
      name: "text-behind-quote",
      arguments: label,
      files: ["c.csv": "id,text\na,fine\nb,\"x\"y\n"]
    ),
    Mistake(name: "open-quote", arguments: label, files: ["c.csv": "id,text\na,\"x\nb,y\n"]),
    Mistake(
      name: "malformed-json",
      arguments: ["label", "Comments", "c.jsonl", "-o", "out.jsonl"],
      files: ["c.jsonl": "{\"text\":\"a\"}\n{\"text\":nope}\n"]
    ),
    Mistake(
      name: "json-document",
      arguments: ["label", "Comments", "c.json", "-o", "out.jsonl"],
      files: ["c.json": "[\n  {\"text\": \"a\"},\n  {\"text\": \"b\"}\n]\n"]
    ),
    Mistake(
      name: "truncated-xml",
      arguments: ["label", "Comments", "c.xml", "--record", "c", "-o", "out.xml"],
      files: ["c.xml": "<cs><c><text>x</text></c><c><text>y</te"]
    ),
    Mistake(
      name: "missing-record",
      arguments: ["label", "Comments", "c.xml", "-o", "out.xml"],
      files: ["c.xml": "<cs><c><text>x</text></c><c><text>y</text></c></cs>"]
    ),
    Mistake(
      name: "misspelt-record",
      arguments: ["label", "Comments", "c.xml", "--record", "cc", "-o", "out.xml"],
      files: ["c.xml": "<cs><c><text>x</text></c><c><text>y</text></c></cs>"]
    ),
    Mistake(
      name: "no-output-folder",
      arguments: ["label", "Comments", "c.csv", "-o", "nowhere/out.csv"],
      files: ["c.csv": comments]
    ),
    Mistake(
      name: "output-is-a-folder",
      arguments: ["label", "Comments", "c.csv", "-o", "."],
      files: ["c.csv": comments]
    ),
    Mistake(
      name: "taken-field",
      arguments: label,
      files: ["c.csv": "id,text,label\na,subscribe,x\n"]
    ),
    Mistake(
      name: "unknown-encoding",
      arguments: label + ["--encoding", "lattin"],
      files: ["c.csv": comments]
    ),
    Mistake(name: "bad-limit", arguments: label + ["--limit", "0"], exitCode: 64),
    Mistake(
      name: "bad-on-error",
      arguments: label + ["--on-error", "ignore"],
      files: ["c.csv": comments],
      exitCode: 64
    ),
    Mistake(name: "one-class", arguments: ["new", "Fresh", "--classes", "spam"]),
    Mistake(name: "bad-task-name", arguments: ["new", "my-task", "--classes", "a,b"]),
    Mistake(name: "taken-task-name", arguments: ["new", "Foundation", "--classes", "a,b"]),
    Mistake(
      name: "votes-of-other-classes",
      arguments: ["predict", "v.csv", "--model", "m.json", "-o", "out.csv"],
      files: ["v.csv": "id,f,g\na,spam,hem\n"]
    ),
    Mistake(
      name: "votes-of-other-functions",
      arguments: ["predict", "v.csv", "--model", "m.json", "-o", "out.csv"],
      files: ["v.csv": "id,h,k\na,spam,ham\n"]
    ),
    Mistake(
      name: "model-is-no-model",
      arguments: ["predict", "v.csv", "--model", "v.csv", "-o", "out.csv"],
      files: ["v.csv": "id,f,g\na,spam,ham\n"]
    ),
    Mistake(
      name: "no-probabilities",
      arguments: ["train", "c.csv", "-o", "out.endmodel"],
      files: ["c.csv": "id,text,gold\na,subscribe,spam\n"]
    ),
    Mistake(
      name: "labels-of-one-class",
      arguments: ["train", "c.csv", "--label-field", "gold", "-o", "out.endmodel"],
      files: ["c.csv": "id,text,gold\na,subscribe,spam\n"]
    ),
    Mistake(
      name: "probabilities-of-no-class",
      arguments: ["train", "c.csv", "-o", "out.endmodel"],
      files: ["c.csv": "id,text,label,p_ham,p_spam\na,x,ham,0.9,0.1\nb,y,spam,1.5,0.3\n"]
    ),
    Mistake(
      name: "unknown-end-model",
      arguments: ["train", "c.csv", "--model", "logistic", "-o", "out.endmodel"],
      files: ["c.csv": comments]
    ),
    Mistake(
      name: "bad-word-lengths",
      arguments: ["train", "c.csv", "--words", "2-1", "-o", "out.endmodel"],
      exitCode: 64
    ),
    Mistake(
      name: "two-fields-of-gold",
      arguments: [
        "train", "c.csv", "--label-field", "a", "--gold-field", "b", "-o", "out.endmodel",
      ],
      exitCode: 64
    ),
    Mistake(
      name: "model-is-no-end-model",
      arguments: ["classify", "c.csv", "--model", "m.json", "-o", "out.csv"],
      files: ["c.csv": comments]
    ),
    Mistake(
      name: "corpus-instead-of-votes",
      arguments: ["fit", "c.csv", "-o", "m2.json"],
      files: ["c.csv": "name,text\na,subscribe\n"]
    ),
    Mistake(
      name: "sample-without-size",
      arguments: ["sample", "c.csv", "-o", "out.csv"],
      files: ["c.csv": comments],
      exitCode: 64
    ),
    Mistake(
      name: "sample-unknown-field",
      arguments: ["sample", "c.csv", "--count", "1", "--stratify", "sorce", "-o", "out.csv"],
      files: ["c.csv": "id,text,source\na,x,web\n"]
    ),
    Mistake(
      name: "sample-bad-weight",
      arguments: ["sample", "c.csv", "--count", "1", "--weight-field", "n", "-o", "out.csv"],
      files: ["c.csv": "id,text,n\na,x,3\nb,y,many\n"]
    ),
    Mistake(
      name: "sample-no-probabilities",
      arguments: ["sample", "c.csv", "--count", "1", "--uncertainty", "-o", "out.csv"],
      files: ["c.csv": comments]
    ),
    Mistake(
      name: "sample-shares-beyond-one",
      arguments: ["sample", "c.csv", "--split", "train=0.8,test=0.3", "--output-dir", "out"],
      files: ["c.csv": comments],
      exitCode: 64
    ),
    Mistake(
      name: "drift-of-other-functions",
      arguments: ["drift", "a.csv", "b.csv"],
      files: ["a.csv": "id,f\na,x\nb,y\n", "b.csv": "id,g\na,x\nb,y\n"]
    ),
    Mistake(name: "drift-of-one", arguments: ["drift", "a.csv"], exitCode: 64),
    Mistake(name: "failing-example", arguments: ["build", "FailingExample"]),
    Mistake(name: "taken-function-name", arguments: ["build", "TakenName"]),
    Mistake(name: "no-functions", arguments: ["build", "NoFunctions"]),
    Mistake(name: "bad-pattern", arguments: ["build", "BadPattern"]),
  ]

  @Test(arguments: mistakes)
  func `a mistake is reported with its place and how to fix it`(_ mistake: Mistake) throws {
    let folder = try ScratchFolder()
    let workspace = try Workspace.shared()
    try folder.write("id,f,g\na,spam,ham\nb,ham,ham\nc,,spam\n", to: "fitted.csv")
    let fitted = try CommandLineTool.run(["fit", "fitted.csv", "-o", "m.json"], in: folder)
    #expect(fitted.exitCode == 0)
    for (name, text) in mistake.files { try folder.write(text, to: name) }
    let before = try folder.names()

    let environment = mistake.hasWorkspace ? workspace.environment : [:]
    let result = try CommandLineTool.run(mistake.arguments, in: folder, environment: environment)
    #expect(result.exitCode == mistake.exitCode)
    #expect(result.output.isEmpty)
    #expect(try folder.names() == before, "nothing is written")
    let lines = result.errors.split(separator: "\n", omittingEmptySubsequences: false)
      .filter { !$0.hasPrefix("building task") }
    let said = lines.joined(separator: "\n").replacing(workspace.path, with: "WORKSPACE")
    try Golden.expect(said, named: mistake.name)
  }

  @Test func `a byte that is not UTF-8 is told with the option that reads it`() throws {
    let folder = try ScratchFolder()
    let workspace = try Workspace.shared()
    try folder.write(Array("id,text\na,subscribe\nb,nice caf".utf8) + [0xE9, 0x0A], to: "c.csv")
    let refused = try workspace.run(["label", "Comments", "c.csv", "-o", "o.csv"], in: folder)
    #expect(refused.exitCode == 1)
    #expect(refused.errorLines[0] == "c.csv:3:11: error: byte 0xE9 is not valid UTF-8")
    #expect(refused.errorLines[1].hasPrefix("help: pass '--encoding windows-1252'"))
    let encoding = ["--encoding", "windows-1252"]
    try workspace.succeed(["label", "Comments", "c.csv", "-o", "o.csv"] + encoding, in: folder)
    #expect(PlainCSV(try folder.text(of: "o.csv"))["text"] == ["subscribe", "nice café"])
  }

  @Test(.enabled(if: CurrentProcess.user != 0, "root may read every file"))
  func `a file that may not be read is named`() throws {
    let folder = try ScratchFolder()
    try folder.write(Self.comments, to: "c.csv")
    try FileManager.default.setAttributes(
      [.posixPermissions: 0],
      ofItemAtPath: "\(folder.path)/c.csv"
    )
    let result = try Workspace.shared().run(Self.label, in: folder)
    #expect(result.exitCode == 1)
    #expect(result.errorLines[0] == "c.csv: error: cannot open: permission denied")
  }

  @Test func `a folder in the place of a file is named`() throws {
    let folder = try ScratchFolder()
    try FileManager.default.createDirectory(
      atPath: "\(folder.path)/c.csv",
      withIntermediateDirectories: true
    )
    let result = try Workspace.shared().run(Self.label, in: folder)
    #expect(result.exitCode == 1)
    #expect(result.errorLines[0] == "c.csv: error: cannot read: is a directory")
  }

  @Test(arguments: [
    "label Comments c.csv -o link.csv", "apply Comments c.csv -o ./c.csv",
    "convert c.csv c.csv", "sample c.csv --count 1 -o c.csv",
    "sample c.csv --split c=0.5,d=0.5 --output-dir .", "stats v.csv -o v.csv",
    "fit v.csv -o v.csv", "predict v.csv --model m.json -o v.csv",
    "analyze v.csv --ask 1 -o v.csv", "session export a.session -o a.session",
    "session export a.session --labels -o a.session",
  ])
  func `what is read is not written over`(command: String) throws {
    let folder = try ScratchFolder()
    let workspace = try Workspace.shared()
    try folder.write(CommentCorpus(count: 20).csv, to: "c.csv")
    try FileManager.default.createSymbolicLink(
      atPath: "\(folder.path)/link.csv",
      withDestinationPath: "c.csv"
    )
    try workspace.succeed(["apply", "Comments", "c.csv", "-o", "v.csv"], in: folder)
    try workspace.succeed(["fit", "v.csv", "-o", "m.json"], in: folder)
    let start = ["session", "start", "c.csv", "--classes", "ham,spam", "-o", "a.session"]
    try workspace.succeed(start + ["--no-ask"], in: folder)
    let names = ["c.csv", "v.csv", "a.session"]
    let before = try names.map { try folder.bytes(of: $0) }
    let result = try workspace.run(command.split(separator: " ").map(String.init), in: folder)
    #expect(result.exitCode == 1)
    #expect(result.errors.contains("error: the output would replace what is read"))
    #expect(result.errors.contains("help: name another file"))
    #expect(try names.map { try folder.bytes(of: $0) } == before)
  }

  @Test func `a vote file that was damaged is refused at every tenth byte`() throws {
    let folder = try ScratchFolder()
    let workspace = try Workspace.shared()
    try folder.write(CommentCorpus(count: 20).csv, to: "c.csv")
    try workspace.succeed(["apply", "Comments", "c.csv", "-o", "v.votes"], in: folder)
    let votes = try folder.bytes(of: "v.votes")
    for place in stride(from: 0, to: votes.count, by: max(1, votes.count / 10)) {
      var damaged = votes
      damaged[place] ^= 0x10
      try folder.write(damaged, to: "d.votes")
      let result = try CommandLineTool.run(["analyze", "d.votes"], in: folder)
      #expect(result.exitCode == 1, "byte \(place)")
      #expect(result.errors.hasPrefix("d.votes"), "\(result.errors)")
    }
  }

  @Test func `compiler errors come as the compiler wrote them`() throws {
    let folder = try ScratchFolder()
    let workspace = try Workspace.shared()
    let result = try workspace.run(["build", "DoesNotCompile"], in: folder)
    #expect(result.exitCode == 1)
    let place = "\(workspace.path)/LabelingFunctions/DoesNotCompile/DoesNotCompile.swift:9:31"
    let mistake = "type 'Answer' has no member 'yess'\n"
    let task = "task 'DoesNotCompile' does not compile"
    #expect(result.errors.contains("\(place): error: \(task): \(mistake)"))
    #expect(result.errors.contains("\n\(place): error: \(mistake)"))
    #expect(result.errors.contains(#"  Keywords("a", ["x"], vote: .yess)"#))
    // What follows from it is no mistake of the author's.
    #expect(!result.errors.contains("/Plugin.swift:"))
  }

  @Test func `an example that traps is named`() throws {
    let folder = try ScratchFolder()
    let result = try Workspace.shared().run(["build", "TrappingExample"], in: folder)
    #expect(result.exitCode == 1)
    #expect(
      result.errors.contains(
        "LabelingFunctions/TrappingExample/TrappingExample.swift:11: error: an example of function "
          + "'starts_with_x' stops the process: "
      )
    )
  }
}
