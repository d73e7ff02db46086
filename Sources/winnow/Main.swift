internal import ArgumentParser
internal import ByteIO
internal import CorpusIO
internal import Glibc
internal import LabelingCore

/// The entry: parses, runs, and turns errors into words and exit codes.
@main
enum Main {
  static func main() {
    Interruption.install()
    do {
      var command = try Winnow.parseAsRoot(suggesting())
      try command.run()
      printNotices()
    } catch ByteError.closedPipe, CorpusError.bytes(.closedPipe) {
      exit(ExitCode.success.rawValue)
    } catch let error as CommandFailure {
      printNotices()
      error.print()
      exit(error.code)
    } catch {
      let diagnostics = Diagnostics.of(error)
      if diagnostics.isEmpty { endWithUsage(error) }
      printNotices()
      for diagnostic in diagnostics { Console.print(diagnostic) }
      exit(ExitCode.failure.rawValue)
    }
  }

  /// Prints what the readers of corpora had to say, unless remarks are not wanted.
  private static func printNotices() {
    // Every command that reads a corpus and can be quiet has the same flag.
    guard !CommandLine.arguments.contains("--quiet") else { return }
    for notice in CorpusReadingArguments.notices.diagnostics { Console.print(notice) }
  }

  /// Ends with help, the version, or what is wrong with the arguments, in the case of all messages.
  private static func endWithUsage(_ error: any Error) -> Never {
    let code = Winnow.exitCode(for: error)
    guard code != .success else { Winnow.exit(withError: error) }
    var message = Winnow.fullMessage(for: error)
    for label in ["Error", "Help", "Usage"] {
      for start in message.ranges(of: "\(label): ").reversed()
      where start.lowerBound == message.startIndex
        || message[message.index(before: start.lowerBound)] == "\n"
      {
        message.replaceSubrange(start, with: "\(label.lowercased()): ")
      }
    }
    Console.note(message)
    exit(code.rawValue)
  }

  /// The arguments; a misspelt subcommand ends the process with a suggestion.
  private static func suggesting() -> [String] {
    let arguments = Array(CommandLine.arguments.dropFirst())
    let names = Winnow.configuration.subcommands.map { $0._commandName } + ["help"]
    if let first = arguments.first, !first.hasPrefix("-"), !names.contains(first) {
      Console.print(
        Diagnostic(
          "there is no command '\(first)'",
          help: Suggestion.help(for: first, among: names, kind: "commands")
        )
      )
      exit(ExitCode.validationFailure.rawValue)
    }
    return arguments
  }
}
