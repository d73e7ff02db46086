import Foundation
import struct LabelingCore.SeededGenerator
import Platform
import TestSupport
import Testing

/// Session files that are damaged, or where nothing can be written, through the command line.
struct SessionFileCommandTests {
  private let folder: ScratchFolder

  init() throws {
    folder = try ScratchFolder()
    try folder.write(CommentCorpus(count: 30).csv, to: "c.csv")
    let arguments = [
      "session", "start", "c.csv", "--classes", "ham,spam", "--no-ask", "-o", "s.session",
    ]
    let started = try CommandLineTool.run(arguments, in: folder)
    try #require(started.exitCode == 0, "\(started.errors)")
    try folder.write("1\n2\n1\nn a note\nf\ns\n2\nq\n", to: "input")
    let asked = try resume("s.session")
    try #require(asked.exitCode == 0, "\(asked.errors)")
  }

  private func resume(_ session: String) throws -> CommandResult {
    try CommandLineTool.run(
      ["session", "resume", session, "--annotator", "ada"],
      in: folder,
      input: "\(folder.path)/input"
    )
  }

  @Test(arguments: [1, 2] as [UInt64])
  func `whatever bits of a session's file flip, no command ends by a trap`(seed: UInt64) throws {
    let whole = try folder.bytes(of: "s.session")
    var generator = SeededGenerator(seed: seed)
    for round in 0..<15 {
      var bytes = whole
      for _ in 0..<(1 << Int.random(in: 0..<8, using: &generator)) {
        bytes[Int.random(in: 0..<bytes.count, using: &generator)] ^=
          1 << UInt8.random(in: 0..<8, using: &generator)
      }
      for suffix in ["-wal", "-shm"] {
        FileSystem.remove("\(folder.path)/x.session\(suffix)")
      }
      try folder.write(bytes, to: "x.session")
      let results = [
        try CommandLineTool.run(["session", "status", "x.session"], in: folder),
        try CommandLineTool.run(["session", "export", "x.session", "-o", "-"], in: folder),
        try resume("x.session"),
      ]
      for result in results {
        #expect([0, 1].contains(result.exitCode), "seed \(seed), round \(round): \(result.errors)")
        #expect(result.exitCode == 0 || result.errors.contains("error: "))
      }
    }
  }

  @Test func `a damaged session is named, and the help says what can be done`() throws {
    var bytes = try folder.bytes(of: "s.session")
    // All but the first page is gone.
    for index in 4096..<bytes.count { bytes[index] = 0 }
    try folder.write(bytes, to: "x.session")
    let result = try CommandLineTool.run(["session", "status", "x.session"], in: folder)
    #expect(result.exitCode == 1)
    #expect(result.errors.hasPrefix("x.session: error: the session is damaged: "))
    #expect(result.errors.contains("help: replace it with a copy from before the damage"))
  }

  /// Runs a command as somebody who may write nowhere in the folder.
  private func runAsReader(_ command: String) throws -> CommandResult {
    // The administrator may write everywhere, so it is done as nobody.
    let other = CurrentProcess.user == 0 ? "setpriv --reuid=65534 --regid=65534 --clear-groups" : ""
    return try CommandLineTool.shell("\(other) $WINNOW \(command)", in: folder)
  }

  @Test func `what only reads a session needs no right to write`() throws {
    let names = try folder.names()
    for name in names { FileSystem.setPermissions(0o444, of: "\(folder.path)/\(name)") }
    FileSystem.setPermissions(0o555, of: folder.path)
    defer { FileSystem.setPermissions(0o755, of: folder.path) }
    for command in ["session status s.session", "session export s.session -o -"] {
      let result = try runAsReader(command)
      #expect(result.exitCode == 0, "\(command): \(result.errors)")
      #expect(!result.output.isEmpty)
    }
    let gold = try runAsReader("session export s.session --answers -o -")
    #expect(PlainCSV(gold.output)["label"].count == 5)
    let asked = try runAsReader("session resume s.session --annotator ben --lines")
    #expect(asked.exitCode == 1)
    #expect(asked.errors.contains("s.session: error: the file cannot be written: "))
    #expect(try folder.names() == names)
  }
}
