internal import LabelingCore

/// What of the labels in a corpus a new session does not use.
struct StartWarnings {
  /// Documents on which a voter gave several answers.
  let severalAnswersCount: Int
  /// The prefix by which labels were looked for.
  let prefix: String
  /// The prefix of labels that were not looked for; `nil` when there are none.
  let unreadPrefix: String?
  /// Whether the session has votes or probabilities.
  let areLabelsUsed: Bool

  /// The warnings, with what to do.
  var diagnostics: [Diagnostic] {
    var warnings: [Diagnostic] = []
    if severalAnswersCount > 0 {
      warnings.append(
        Diagnostic(
          severity: .warning,
          "on \(Formatting.count(severalAnswersCount, "document")) a voter gave several answers, "
            + "which count as silence",
          help: "a session keeps one vote of a voter on a document"
        )
      )
    }
    if let unreadPrefix {
      warnings.append(
        Diagnostic(
          severity: .warning,
          "the corpus holds labels with the prefix '\(unreadPrefix)', which are fields like any "
            + "other",
          help: "'--prefix \(unreadPrefix)' uses them, and hides them from annotators"
        )
      )
    }
    if !prefix.isEmpty, !areLabelsUsed {
      warnings.append(
        Diagnostic(
          severity: .warning,
          "the corpus holds no labels with the prefix '\(prefix)'",
          help: "leave '--prefix' out, or name the prefix that the labels were written with"
        )
      )
    }
    return warnings
  }
}
