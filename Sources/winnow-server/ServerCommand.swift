internal import ArgumentParser
internal import Foundation
internal import LabelingCore
internal import Logging
internal import Pipeline
internal import PluginABI
internal import PluginHost
internal import WebLabeling

/// `winnow-server`, which `winnow serve` starts.
@main
struct ServerCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "winnow serve",
    abstract: "Label in the browser, and label documents online.",
    discussion: """
      With a session it serves the pages on which annotators answer; each of them
      signs in with a token that is printed once, when the annotator is new. With a
      task and a model it answers POST /v1/label.

        winnow serve reviews.session --annotator ada --annotator ben
        winnow serve --task MessageSpam --model model.json
      """,
    version: "winnow \(WINNOW_KIT_VERSION)"
  )

  @OptionGroup(title: "Labeling online") var labeling: LabelingArguments
  @OptionGroup(title: "Network") var network: NetworkArguments

  static func main() async {
    do {
      var command = try parseAsRoot()
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
    } catch let error where exitCode(for: error) != .failure {
      exit(withError: error)
    } catch {
      for diagnostic in ServerDiagnostics.of(error) { Terminal.note("\(diagnostic)") }
      exit(withError: ExitCode.failure)
    }
  }

  func validate() throws {
    if labeling.task == nil, labeling.model == nil {
      throw ValidationError("name a session, or a task and a model")
    }
  }

  func run() async throws {
    let labeler = try labeling.labeler()
    let token = AccessToken.random()
    Terminal.note("token: \(token.secret)")
    let server = LabelingServer(
      options: network.options,
      accounts: MemoryAccounts(["api": token]),
      labeler: labeler
    )
    var logger = Logger(label: "winnow-server") { StreamLogHandler.standardError(label: $0) }
    logger.logLevel = .error
    let scheme = network.options.tls == nil ? "http" : "https"
    let host = network.options.host.contains(":") ? "[\(network.options.host)]" : network.options.host
    try await server.run(logger: logger) { port in
      Terminal.note("listening at \(scheme)://\(host):\(port)/")
    }
  }
}
