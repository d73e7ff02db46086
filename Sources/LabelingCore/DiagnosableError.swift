/// An error that can be shown to people: it says what went wrong, where, and how to fix it.
///
/// Every module's errors conform where they are declared, so that programs show any error without
/// knowing its module.
package protocol DiagnosableError: Error, CustomStringConvertible {
  /// What to tell the user; more than one when several things are wrong, never none.
  var diagnostics: [Diagnostic] { get }
}

extension DiagnosableError {
  /// All diagnostics, as they are shown in a terminal.
  package var description: String { diagnostics.map(\.description).joined(separator: "\n") }
}

extension Diagnostic: DiagnosableError {
  package var diagnostics: [Diagnostic] { [self] }
}

extension Diagnostic {
  /// What to tell the user of an error of any kind: at least one diagnostic.
  ///
  /// An error without words for people, such as one of a library, is shown as it describes itself.
  package static func all(of error: any Error) -> [Diagnostic] {
    (error as? any DiagnosableError)?.diagnostics ?? [Diagnostic("\(error)")]
  }
}
