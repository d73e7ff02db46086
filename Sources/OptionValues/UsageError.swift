package import LabelingCore

/// A command line that cannot be meant so; the program ends with exit code 64.
package struct UsageError: DiagnosableError {
  /// What is wrong, in words.
  package let diagnostic: Diagnostic

  /// Creates an error from which rule was broken and how to fix it.
  package init(_ headline: String, help: String) {
    diagnostic = Diagnostic(headline, help: help)
  }

  /// Refuses an option's value.
  ///
  /// - Parameters:
  ///   - value: What was given.
  ///   - option: The option, with its dashes.
  ///   - help: Which values there are.
  package init(value: some StringProtocol, of option: String, help: String) {
    self.init(Self.headline(value: value, of: option), help: help)
  }

  package var diagnostics: [Diagnostic] { [diagnostic] }

  /// The headline and the help, for a parser that says the usage below it.
  package var description: String {
    diagnostic.headline + (diagnostic.help.map { "\nhelp: \($0)" } ?? "")
  }

  /// The one way to say that an option does not take a value.
  package static func headline(value: some StringProtocol, of option: String) -> String {
    "invalid value '\(value)' for '\(option)'"
  }
}
