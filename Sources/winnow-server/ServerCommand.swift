internal import ArgumentParser
internal import LabelingCore
internal import Logging
internal import OptionValues
internal import Platform
internal import PluginABI
internal import PluginHost
internal import Serving
internal import WebLabeling

/// `winnow-server`, which `winnow serve` starts.
@main
struct ServerCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "winnow serve",
    abstract: "Label in the browser, and label documents online.",
    discussion: """
      With a session it serves the pages on which annotators answer; each of them \
      signs in with a token that is printed once, when the annotator is new. With a \
      task and a model it answers POST /v1/label: all documents of a request, or, when \
      records break a rule, none, with each of those named. With '--ml-backend \
      label-studio' Label Studio shows the labels as predictions: add the address there as \
      a model, with the token as its password. /openapi.json describes the routes.

        winnow serve reviews.session --annotator ada --annotator ben
        winnow serve reviews.session --annotator ada --adjudicator eve --manager max
        winnow serve --task MessageSpam --model model.json
        winnow serve --task MessageSpam --model model.json --ml-backend label-studio
      """,
    version: "winnow \(WINNOW_KIT_VERSION)"
  )

  @Argument(help: "The session, as 'winnow session start' made it.")
  var session: String?

  @OptionGroup(title: "Session") var annotators: AnnotatorArguments
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
      CurrentProcess.exit(showUsage(error))
    } catch {
      for diagnostic in Diagnostic.all(of: error) { Terminal.note(diagnostic) }
      CurrentProcess.exit(ExitCode.failure.rawValue)
    }
  }

  /// Shows help, the version, or what is wrong with the arguments; returns the exit code.
  private static func showUsage(_ error: any Error) -> Int32 {
    let code = exitCode(for: error)
    let text = fullMessage(for: error)
    if code == .success { return Terminal.printData(text) ? 0 : 1 }
    for line in UsageText.lines(message(for: error), in: text) { Terminal.note(line) }
    return code.rawValue
  }

  func validate() throws {
    if session == nil, labeling.model == nil {
      throw ValidationError("name a session, or a task and a model")
    }
    if session == nil, annotators.isUsed {
      throw ValidationError(
        "--annotator, --adjudicator, --manager, --new-token and --hide-field need a session"
      )
    }
  }

  func run() async throws {
    let labeler = try labeling.labeler()
    let service = try session.map { try annotators.service(for: $0, plugin: labeler?.plugin) }
    let server = try LabelingServer(
      options: network.options(isBackend: labeling.backend != nil),
      accounts: service.map { SessionAccounts($0) } ?? MemoryAccounts(["api": try Self.token()]),
      labeler: labeler,
      service: service,
      backend: labeling.backend
    )
    // Tokens are given once it is known that they can be used.
    if let service { try annotators.giveTokens(in: service.engine) }
    let logger = Logger(label: "winnow-server") { TerminalLog(label: $0) }
    let network = network
    try await server.run(logger: logger) { port in
      Terminal.print("listening at \(network.address(port: port))")
    }
  }

  /// The token for programs: that of the environment, or a new one, which is printed.
  private static func token() throws -> AccessToken {
    guard let given = Environment.value(of: "WINNOW_TOKEN") else {
      let token = AccessToken.random()
      Terminal.print("token: \(token.secret)")
      return token
    }
    guard let token = AccessToken(given) else {
      throw Diagnostic(
        "WINNOW_TOKEN is not a token",
        help: "start once without it and keep the token that is printed"
      )
    }
    return token
  }
}
