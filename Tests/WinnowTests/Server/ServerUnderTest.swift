import Foundation
import Platform
import TestSupport
import Testing
import WebDriver

/// A running `winnow-server`, stopped when the last reference goes.
final class ServerUnderTest: Sendable {
  /// It said something else than that it listens.
  struct NotListening: Error, CustomStringConvertible {
    var description: String
  }

  /// The port it listens at.
  let port: Int
  /// Tokens by the names they were printed for; the one for programs has no name.
  let tokens: [String: String]
  private let command: RunningCommand
  /// Stays as long as the server does.
  private let folder: ScratchFolder

  /// Starts `winnow serve` and waits until it listens.
  init(
    _ arguments: [String],
    port: Int = 0,
    in folder: ScratchFolder,
    environment: [String: String] = [:]
  ) throws {
    self.folder = folder
    let command = try CommandLineTool.start(
      ["serve", "--port", "\(port)"] + arguments,
      in: folder,
      environment: environment
    )
    self.command = command
    var lines: [String] = []
    var address: String?
    _ = try eventually(within: 300, every: .milliseconds(5)) {
      lines = try command.outputSoFar().split(separator: "\n").map(String.init)
      address = lines.last { $0.hasPrefix("listening at ") }
      return address != nil || command.hasEnded
    }
    guard let address else {
      command.send(.kill)
      // Nobody else could: a process that is not waited for keeps others from being noticed.
      _ = try? command.result(within: 120)
      throw NotListening(description: try command.errorsSoFar())
    }
    let digits = address.dropLast().split(separator: ":").last.flatMap { Int($0) }
    self.port = try #require(digits)
    var tokens: [String: String] = [:]
    for line in lines where line.hasPrefix("token") {
      let name = line.dropFirst("token of ".count).prefix { $0 != ":" }
      let token = line.split(separator: " ").last.map(String.init) ?? ""
      if line.hasPrefix("token of ") {
        tokens[String(name)] = token
      } else if line.hasPrefix("token: ") {
        tokens[""] = token
      }
    }
    self.tokens = tokens
  }

  /// Starts a server that labels, with a model of a task that is fitted to a corpus.
  ///
  /// - Parameters:
  ///   - task: The task, one of the fixtures.
  ///   - corpus: Documents as JSON Lines; their labels are `labels.jsonl` in the folder.
  ///   - folder: Where it is started.
  ///   - options: Further options.
  /// - Throws: What labeling and starting throw.
  convenience init(
    labeling task: String,
    like corpus: String,
    in folder: ScratchFolder,
    options: [String] = []
  ) throws {
    let workspace = try Workspace.shared()
    try folder.write(corpus, to: "corpus.jsonl")
    try workspace.succeed(
      [
        "label", task, "corpus.jsonl", "--output", "labels.jsonl", "--provenance",
        "--save-model", "model.json", "--no-cache",
      ],
      in: folder
    )
    try self.init(
      ["--task", task, "--model", "model.json", "--rate-limit", "0"] + options,
      in: folder,
      environment: workspace.environment
    )
  }

  deinit { stop(by: .kill) }

  /// The server's address.
  var address: String { "http://127.0.0.1:\(port)" }

  /// Ends the server by a signal and tells how it ended.
  @discardableResult
  func stop(by signal: Signal) -> CommandResult? {
    command.send(signal)
    return try? command.result(within: 120)
  }

  /// Sends a request with an annotator's token as programs send it.
  func send(
    _ method: String = "GET",
    _ path: String,
    as name: String? = nil,
    headers: [String: String] = [:],
    body: String? = nil
  ) throws -> HTTPExchange.Reply {
    var headers = headers
    if let name { headers["Authorization"] = "Bearer \(tokens[name] ?? "")" }
    if body != nil, headers["Content-Type"] == nil { headers["Content-Type"] = "application/json" }
    return try HTTPExchange(method, path, headers: headers, body: body).send(toPort: port)
  }

  /// The JSON object that a route answers.
  func json(
    _ method: String = "GET",
    _ path: String,
    as name: String? = nil,
    body: String? = nil,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> [String: Any] {
    let reply = try send(method, path, as: name, body: body)
    // The last of its log says why it failed.
    let log = try reply.status < 500 ? "" : String(command.errorsSoFar().suffix(1000))
    try #require(reply.status == 200, "\(reply.text) \(log)", sourceLocation: sourceLocation)
    let value = try JSONSerialization.jsonObject(with: Data(reply.body))
    return try #require(value as? [String: Any], sourceLocation: sourceLocation)
  }
}
