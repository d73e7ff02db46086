import TestSupport
import Testing

/// A suite that drives a small session in the terminal, command by command.
protocol SessionCommandSuite {
  /// Where the session and its corpus are.
  var folder: ScratchFolder { get }
}

extension SessionCommandSuite {
  /// Runs a command whose words are separated by spaces, with lines typed into it.
  func run(_ line: String, keys: [String] = []) throws -> CommandResult {
    try folder.write(keys.map { $0 + "\n" }.joined(), to: "keys.txt")
    return try CommandLineTool.run(
      line.split(separator: " ").map(String.init),
      in: folder,
      input: "\(folder.path)/keys.txt"
    )
  }

  /// Starts a session of five documents and the classes neg and pos.
  func start(_ options: String = "") throws {
    let documents = (0..<5).map { #"{"id":"d\#($0)","text":"text \#($0)"}"# + "\n" }
    try folder.write(documents.joined(), to: "c.jsonl")
    let result = try run(
      "session start c.jsonl --classes neg,pos --strategy random --no-ask -o s.session \(options)"
    )
    try #require(result.exitCode == 0, "\(result.errors)")
  }
}
