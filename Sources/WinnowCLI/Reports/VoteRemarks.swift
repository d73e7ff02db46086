internal import LabelIO
internal import LabelingCore

/// What reading votes has to say besides the votes.
enum VoteRemarks {
  /// Refuses gold labels if none of them is of a document with votes.
  static func check(_ table: VoteTable) throws {
    try table.remarks.gold?.check(against: "the votes")
  }

  /// Prints what was dropped, missing or unknown, and what looks like a mistake.
  static func print(_ table: VoteTable) {
    let remarks = table.remarks
    let count = remarks.duplicateCount
    if count > 0 {
      Console.remark(
        "\(count) exact duplicate \(count == 1 ? "answer was" : "answers were") dropped"
      )
    }
    for warning in remarks.gold?.warnings(about: "the votes") ?? [] { Console.print(warning) }
    let isLong = table.layout == .long
    if !remarks.missingVoters.isEmpty {
      warn(
        "\(names(remarks.missingVoters)) \(remarks.missingVoters.count == 1 ? "is" : "are") "
          + "known to the model and not among the votes, so "
          + (isLong
            ? "nobody asked them"
            : remarks.missingVoters.count == 1
              ? "it counts as silent" : "they count as silent"),
        help: nearest(remarks.missingVoters, remarks.unknownVoters)
      )
    }
    if !remarks.unknownVoters.isEmpty {
      let answers =
        isLong
        ? " (\(remarks.unknownAnswerCount) answer\(remarks.unknownAnswerCount == 1 ? "" : "s"))"
        : ""
      warn(
        "the model does not know \(names(remarks.unknownVoters)): left out\(answers)",
        help: isLong
          ? "fit the model again to learn about new annotators"
          : "fit the model again to learn about new functions"
      )
    }
    if remarks.minusOneIsClass {
      advise(
        "'-1' is read as a class, as empty cells abstain",
        help: "'--abstain -1' reads it as no vote"
      )
    }
    if let name = remarks.severalLookalike {
      advise(
        "'\(name)' is read as a class, and a part of it is one too",
        help: "pass '--labels several' if a document may have several classes"
      )
    }
    for name in remarks.goldlikeVoters {
      advise(
        "column '\(name)' is read as a voter",
        help: "if it holds known labels, leave it out with '--exclude \(name)', and give them with "
          + "'--gold FILE'"
      )
    }
    for warning in lookalikes(of: table.patterns.labelSpace.classes) { Console.remark(warning) }
  }

  /// Warnings of classes that a reader can hardly distinguish.
  static func lookalikes(of classes: [String]) -> [Diagnostic] {
    Lookalikes.groups(of: classes).map { group in
      Diagnostic(
        severity: .warning,
        "classes differ only in \(Lookalikes.difference(group)): \(Lookalikes.list(group))",
        help: "write one class in one way"
      )
    }
  }

  private static func warn(_ headline: String, help: String? = nil) {
    Console.print(Diagnostic(severity: .warning, headline, help: help))
  }

  private static func advise(_ headline: String, help: String) {
    Console.remark(Diagnostic(severity: .warning, headline, help: help))
  }

  private static func nearest(_ missing: [String], _ unknown: [String]) -> String? {
    for name in unknown {
      if let near = Suggestion.nearest(to: name, among: missing) {
        return "'\(name)' may be the model's '\(near)'"
      }
    }
    return nil
  }

  private static func names(_ names: [String]) -> String {
    let shown = names.prefix(10).map { "'\($0)'" }.joined(separator: ", ")
    return names.count > 10 ? "\(shown) and \(names.count - 10) more" : shown
  }
}
