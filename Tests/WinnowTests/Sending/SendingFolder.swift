import Foundation
import TestSupport
import Testing

/// A session with answers of several people, which is sent to programs that the tests play.
struct SendingFolder {
  let folder: ScratchFolder
  /// Whether a document may have several classes.
  private let areSeveral: Bool

  /// Starts a session of a number of documents, of which each of some people has answered each.
  init(
    count: Int = 4,
    annotators: [String] = ["j.smith", "Ben Ö", "ada@example.org"],
    areSeveral: Bool = false
  ) throws {
    folder = try ScratchFolder()
    self.areSeveral = areSeveral
    let documents = (0..<count).map { #"{"id":"d\#($0)","text":"text \#($0)"}"# + "\n" }
    try folder.write(documents.joined(), to: "c.jsonl")
    let sets = ["", "[]", "neg+pos", "pos"]
    var rows =
      areSeveral
      ? "item,worker,labels,time,seconds\n" : "item,worker,label,rejected,time,seconds\n"
    for number in 0..<count {
      for (index, annotator) in annotators.enumerated() {
        let moment = "2025-05-01T10:00:0\(index)Z,2.5\n"
        if areSeveral {
          rows += "d\(number),\(annotator),\(sets[(number + index) % 4]),\(moment)"
          continue
        }
        let label = (number + index).isMultiple(of: 3) ? "" : "pos"
        let rejected = label.isEmpty && index == 1 ? "neg" : ""
        rows += "d\(number),\(annotator),\(label),\(rejected),\(moment)"
      }
    }
    try folder.write(rows, to: "answers.csv")
    try folder.write(FakeLabelStudio.token + "\n", to: "label-studio.token")
    try folder.write(FakeDoccano.token + "\n", to: "doccano.token")
    try start("s.session")
    try succeed("session import s.session answers.csv")
    try folder.write("n a note\nf\nq\n", to: "keys.txt")
    try succeed("session resume s.session --annotator eve --lines", input: "keys.txt")
  }

  /// Starts a session in which nobody has answered.
  func start(_ name: String) throws {
    let labels = areSeveral ? " --labels several" : ""
    try succeed(
      "session start c.jsonl --classes neg,pos\(labels) --overlap 4 --no-ask -o \(name)"
    )
  }

  /// Runs a command whose words are separated by spaces.
  @discardableResult
  func run(
    _ line: String,
    input: String? = nil,
    environment: [String: String] = [:]
  ) throws -> CommandResult {
    try CommandLineTool.run(
      line.split(separator: " ").map(String.init),
      in: folder,
      input: input.map { "\(folder.path)/\($0)" } ?? "/dev/null",
      environment: environment
    )
  }

  /// Runs a command that has to succeed.
  @discardableResult
  func succeed(_ line: String, input: String? = nil) throws -> CommandResult {
    let result = try run(line, input: input)
    try #require(result.exitCode == 0, "\(line): \(result.errors)")
    return result
  }

  /// Sends the session to a program.
  func send(
    to address: String,
    as format: String,
    project: Int = 3,
    _ options: String = ""
  ) throws -> CommandResult {
    try run(
      "session export s.session --format \(format) --send-to \(address) --project \(project) "
        + (options.contains("--token-file") ? "" : "--token-file \(format).token ") + options
    )
  }

  /// What people said, in a session's answers.
  func answers(of session: String) throws -> Set<String> {
    let table = PlainCSV(try succeed("session export \(session) --answers -o -").output)
    return Set(
      zip(zip(table["item"], table["worker"]), table[areSeveral ? "labels" : "label"])
        .map { "\($0.0) \($0.1) \($1)" }
    )
  }
}
