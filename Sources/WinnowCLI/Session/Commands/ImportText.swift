internal import LabelingCore
internal import Sessions

/// What `winnow session import` says about each file.
struct ImportText {
  /// Whether nothing was written.
  let isDry: Bool

  /// What is said about a session that was made.
  func newSession(_ session: String) -> String {
    isDry
      ? "a new session would be created"
      : "new session; its documents are in \(session).documents.jsonl"
  }

  /// What became of a file's answers, in one line.
  func summary(of file: AnswerImport.FileOutcome) -> String {
    var facts: [String] = []
    func add(_ count: Int, _ words: String, isSaid: Bool = false) {
      if isSaid || count > 0 { facts.append("\(count) \(words)") }
    }
    let be = isDry ? "would be " : ""
    add(file.addedCount, "\(file.addedCount == 1 ? "answer" : "answers") \(be)added", isSaid: true)
    add(file.changedCount, "\(be)changed")
    add(file.olderCount, "older than the answer that stands")
    add(file.repeatedCount, "known already", isSaid: true)
    let refusals = file.impliedCount == 1 ? "refusal" : "refusals"
    add(file.impliedCount, "\(refusals) that another answer implies")
    let remarks = file.remarkCount == 1 ? "flag or note" : "flags and notes"
    add(file.remarkCount, "\(remarks) \(be)added")
    let settled = file.settledCount == 1 ? "settled class" : "settled classes"
    add(file.settledCount, "\(settled) \(be)added")
    add(file.unmatched.count, "unmatched")
    add(file.leftOut.count, "\(be)left out")
    let summary = "\(file.path) (\(file.formatName)): \(facts.joined(separator: ", "))"
    return isDry ? "\(summary); nothing was written" : summary
  }

  /// What of a file did not get into the session, and why.
  func warnings(about file: AnswerImport.FileOutcome) -> [Diagnostic] {
    var warnings: [Diagnostic] = []
    let unknown = file.unmatched.filter { !$0.isAmbiguous }
    if !unknown.isEmpty {
      warnings.append(
        Diagnostic(
          severity: .warning,
          unknown.count == 1
            ? "1 record is about a document that the session does not have"
            : "\(unknown.count) records are about documents that the session does not have",
          notes: unknown.prefix(10).map { "\($0.place)" },
          help: AnswerImport.matchingHelp(isAmbiguous: false)
        )
      )
    }
    let ambiguous = file.unmatched.filter(\.isAmbiguous)
    if !ambiguous.isEmpty {
      warnings.append(
        Diagnostic(
          severity: .warning,
          ambiguous.count == 1
            ? "1 record may be about several documents with one text"
            : "\(ambiguous.count) records may each be about several documents with one text",
          notes: ambiguous.prefix(10).map { "\($0.place)" },
          help: AnswerImport.matchingHelp(isAmbiguous: true)
        )
      )
    }
    if file.leftOut.count > 0 {
      warnings.append(
        Diagnostic(
          severity: .warning,
          "\(Formatting.count(file.leftOut.count, "record")) of '\(file.path)' "
            + "\(isDry ? "would be" : Formatting.verb(file.leftOut.count, "was", "were")) left out",
          notes: file.leftOut.first.map { "\($0.place)\($0.headline)" }
        )
      )
    }
    if !file.unmappedUsers.isEmpty {
      let count = file.unmappedUsers.count
      warnings.append(
        Diagnostic(
          severity: .warning,
          "\(Formatting.count(count, "user")) of '\(file.path)' "
            + "\(Formatting.verb(count, "is", "are")) not in the table of users: "
            + file.unmappedUsers.prefix(10).map { "'\($0)'" }.joined(separator: ", ")
            + (count > 10 ? " and \(count - 10) more" : ""),
          help: "they keep their names; add a row annotator,user for each who is an annotator here"
        )
      )
    }
    for (kind, count) in file.leftOut.losses.sorted(by: { $0.key < $1.key }) {
      warnings.append(
        Diagnostic(severity: .warning, "left out of '\(file.path)': \(count) \(kind)")
      )
    }
    return warnings
  }
}
