internal import ArgumentParser
internal import LabelingCore
internal import Platform
internal import PluginHost

/// `winnow serve`: becomes `winnow-server`, a separate executable.
struct ServeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Label in the browser, and label documents online.",
    usage: "winnow serve [<session>] [<options>]",
    discussion: """
      It starts 'winnow-server', which is next to winnow and takes the options: \
      'winnow serve --help' lists them.

        winnow serve reviews.session --annotator ada --annotator ben
        winnow serve reviews.session --annotator ada --adjudicator eve --manager max
        winnow serve --task MessageSpam --model model.json
        winnow serve --task MessageSpam --model model.json --ml-backend label-studio
      """
  )

  @Argument(parsing: .captureForPassthrough, help: "What the server is to do.")
  var arguments: [String] = []

  func run() throws {
    let path = "\(ExecutablePath.folder)/winnow-server"
    guard FileSystem.permits(.execute, of: path) else {
      throw Diagnostic(
        "'winnow-server' is not next to winnow, in '\(ExecutablePath.folder)'",
        help: "build it with 'make build-server'; it takes some minutes the first time"
      )
    }
    try Console.flush()
    // winnow ignores closed pipes; the server has its own way with them.
    let error = CurrentProcess.become([path] + arguments)
    throw Diagnostic("'\(path)' cannot be started: \(error)")
  }
}
