internal import ArgumentParser

/// Whether a command says more than its result.
///
/// Errors stay, and so do warnings about what did not count: bad records, faults, gold labels
/// that fit no document.
struct RemarkArguments: ParsableArguments {
  @Flag(help: "Print no progress and no remarks.")
  var quiet = false
}

/// A command that can keep to its result.
protocol QuietableCommand: ParsableCommand {
  /// Whether progress and remarks are left out.
  var isQuiet: Bool { get }
}

extension ArgumentHelp {
  /// What `--json` does in every command that has it.
  static var json: ArgumentHelp { "Print the result as JSON." }
  /// What `--seed` does in every command that has it.
  static var seed: ArgumentHelp { "Seed of the random choices." }
}
