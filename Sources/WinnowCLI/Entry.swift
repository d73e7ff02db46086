internal import ArgumentParser
internal import ByteIO
internal import CorpusIO
internal import LabelingCore
internal import OptionValues
internal import Platform

/// The entry: parses, runs, and turns errors into words and exit codes.
package enum Entry {
  /// Runs the command that the arguments name, and ends the process with its exit code.
  package static func main() -> Never {
    StandardDescriptors.hold()
    Interruption.install()
    let code = run()
    do {
      try Console.flush()
    } catch  where error.isClosedPipe {
      CurrentProcess.exit(code)
    } catch {
      Console.print(error.diagnostic)
      CurrentProcess.exit(ExitCode.failure.rawValue)
    }
    CurrentProcess.exit(code)
  }

  /// Does what the arguments ask for; returns the exit code.
  private static func run() -> Int32 {
    var type: (any ParsableCommand.Type)?
    do {
      var command = try Winnow.parseAsRoot(suggesting())
      type = Swift.type(of: command)
      if let command = command as? any QuietableCommand, command.isQuiet {
        Console.silenceRemarks()
      }
      try command.run()
      printNotices()
      return ExitCode.success.rawValue
    } catch ByteError.closedPipe, CorpusError.bytes(.closedPipe) {
      return ExitCode.success.rawValue
    } catch let error as Console.OutputFailure {
      // The end of the process reports it.
      return error.isClosedPipe ? ExitCode.success.rawValue : ExitCode.failure.rawValue
    } catch let error as CommandFailure {
      printNotices()
      error.print()
      return error.code
    } catch let error as UsageError {
      Console.print(error.diagnostic)
      return ExitCode.validationFailure.rawValue
    } catch let error as any DiagnosableError {
      printNotices()
      for diagnostic in error.diagnostics { Console.print(diagnostic.fitting(type)) }
      return ExitCode.failure.rawValue
    } catch {
      return showUsage(error)
    }
  }

  /// Prints what the readers of corpora had to say, unless remarks are not wanted.
  private static func printNotices() {
    for notice in CorpusTextArguments.notices.diagnostics { Console.remark(notice) }
  }

  /// Shows help, the version, or what is wrong with the arguments.
  private static func showUsage(_ error: any Error) -> Int32 {
    let code = Winnow.exitCode(for: error)
    let text = Winnow.fullMessage(for: error)
    if code == .success {
      Console.printData(text)
    } else if !text.isEmpty {
      for line in UsageText.lines(Winnow.message(for: error), in: text) { Console.note(line) }
    }
    return code.rawValue
  }

  /// The arguments; a misspelled subcommand is refused with a suggestion.
  private static func suggesting() throws -> [String] {
    let arguments = Array(CommandLine.arguments.dropFirst())
    let names = Winnow.configuration.subcommands.map { $0._commandName } + ["help"]
    if let first = arguments.first, !first.hasPrefix("-"), !names.contains(first) {
      throw UsageError(
        "there is no command '\(first)'",
        help: Suggestion.help(for: first, among: names, kind: "commands")
      )
    }
    return arguments
  }
}
