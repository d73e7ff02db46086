package import LabelingCore

/// An example that does not get the vote it should.
package struct FailedExample: Hashable, Sendable {
  /// The function's name.
  package let function: String
  /// Where the example stands.
  package let location: SourceLocation
  /// The vote it should get: a class in quotes, or abstain.
  package let expected: String
  /// What it got: a vote, or a fault.
  package let outcome: String
  /// The example's text; `nil` where the plugin does not say.
  package let text: String?

  /// What to tell the user of commands that need the plugin.
  var diagnostic: Diagnostic {
    Diagnostic(
      at: location,
      "an example of function '\(function)' fails: expected \(expected), got \(outcome)",
      help: "change the function or the example, then run the command again"
    )
  }
}
