/// What went wrong, where, and how to fix it.
///
/// The headline is lower case, has no full stop, states the rule that was
/// broken and names the thing in quotes. It never holds a document's text.
package struct Diagnostic: Error, Hashable, Sendable, CustomStringConvertible {
  /// How bad it is.
  package enum Severity: String, Hashable, Sendable {
    /// The command cannot do what it was asked to.
    case error
    /// The command goes on; the user should know.
    case warning
  }

  /// Whether the command stops.
  package var severity: Severity
  /// Where it is, when there is a place.
  package var location: SourceLocation?
  /// Which rule was broken.
  package var headline: String
  /// Further facts, one a line.
  package var notes: [String]
  /// How to fix it.
  package var help: String?

  /// Creates a diagnostic; an error unless said otherwise.
  package init(
    severity: Severity = .error,
    at location: SourceLocation? = nil,
    _ headline: String,
    notes: [String] = [],
    help: String? = nil
  ) {
    self.severity = severity
    self.location = location
    self.headline = headline
    self.notes = notes
    self.help = help
  }

  /// `path:line:column: error: headline`, then a line per note and the help.
  ///
  /// It is made for terminals: what comes from outside, such as a name or an identifier, is
  /// escaped as ``VisibleText`` says, and only notes may take several lines.
  package var description: String {
    var lines = ["\(place)\(severity.rawValue): \(VisibleText.line(headline))"]
    lines += notes.map { "note: \(VisibleText.lines($0))" }
    if let help { lines.append("help: \(VisibleText.line(help))") }
    return lines.joined(separator: "\n")
  }

  /// The location and what follows it; empty when there is none.
  package var place: String { location.map { "\(VisibleText.line("\($0)")): " } ?? "" }
}
