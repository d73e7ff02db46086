internal import ArgumentParser
internal import LabelingCore

extension Diagnostic {
  /// The diagnostic as a command may say it: without advice that names options it does not have.
  ///
  /// One reader serves many commands, and not each of them lets the user say how a file is read.
  func fitting(_ command: (any ParsableCommand.Type)?) -> Diagnostic {
    guard let command, help != nil || !notes.isEmpty else { return self }
    let known = Set(
      Winnow.helpMessage(for: command, includeHidden: true)
        .split { !($0.isLetter || $0.isNumber || $0 == "-") }.map(String.init)
    )
    func fitting(_ text: String) -> String? {
      let clauses = text.split(separator: "; ", omittingEmptySubsequences: false).filter { clause in
        // Advice on another command names the command.
        clause.contains("'winnow ") || Self.options(quotedIn: clause).allSatisfy(known.contains)
      }
      return clauses.isEmpty ? nil : clauses.joined(separator: "; ")
    }
    var diagnostic = self
    diagnostic.help = help.flatMap(fitting)
    diagnostic.notes = notes.compactMap(fitting)
    return diagnostic
  }

  /// The options that a text names in quotes, with their dashes.
  private static func options(quotedIn text: Substring) -> [String] {
    text.split(separator: "'").filter { $0.hasPrefix("--") }
      .map { String($0.prefix { $0.isLetter || $0.isNumber || $0 == "-" }) }
  }
}
