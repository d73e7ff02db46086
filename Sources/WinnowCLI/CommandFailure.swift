internal import LabelingCore

/// Ends a command whose findings have been shown with an exit code.
struct CommandFailure: Error {
  let code: Int32
  var diagnostics: [Diagnostic] = []

  func print() {
    for diagnostic in diagnostics { Console.print(diagnostic) }
  }

  /// The exit code of a command that did its work but found what `--strict` forbids.
  static let strictCode: Int32 = 2
}
