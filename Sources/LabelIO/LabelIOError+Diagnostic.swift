package import LabelingCore

extension LabelIOError: DiagnosableError {
  package var diagnostics: [Diagnostic] { [diagnostic] }

  /// The error in words, with its place and how to fix it.
  package var diagnostic: Diagnostic {
    if let own = statementDiagnostic { return own }
    switch self {
    case .empty(let path):
      return Diagnostic(
        at: SourceLocation(path),
        "a CSV file begins with a header",
        help: "the file is empty"
      )
    case .malformed(let place, let rule):
      return Diagnostic(at: place, rule)
    case .notUTF8(let place):
      return Diagnostic(
        at: place,
        "names are valid UTF-8",
        help: "convert the file, for example with 'iconv -f windows-1252 -t utf-8'"
      )
    case .missingColumn(let place, let names, let header):
      let wanted = names.map { "'\($0)'" }.joined(separator: " or ")
      return Diagnostic(
        at: place,
        "the header has a column \(wanted)",
        help: Suggestion.help(for: names.first ?? "", among: header, kind: "columns")
      )
    case .unknownLayout(let place, let id, let long, let header):
      let ids = id.map { "'\($0)'" }.joined(separator: " or ")
      return Diagnostic(
        at: place,
        "the header is that of a wide or a long table of votes",
        notes: [
          "a wide table has a column \(ids) and a column per voter",
          "a long table has the columns \(long.map { "'\($0)'" }.joined(separator: ", "))",
        ],
        help: header.contains("labels") && !long.contains("labels")
          ? "pass '--labels several' if a document may have several classes"
          : Suggestion.help(for: id.first ?? "", among: header, kind: "columns")
      )
    case .badColumn(let place, let name):
      return Diagnostic(
        at: place,
        name.isEmpty ? "every column has a name" : "column '\(name)' occurs once"
      )
    case .emptyCell(let place, let column):
      return Diagnostic(at: place, "column '\(column)' is filled in every row")
    case .repeatedID(let id, let place, let line):
      return Diagnostic(
        at: place,
        "id '\(id)' occurs once",
        notes: ["it is already in line \(line)"]
      )
    case .unknownClass(let name, let place, let classes):
      return Diagnostic(
        at: place,
        "label '\(name)' is not a class",
        help: SeveralSuspicion.isSeveral(name, among: classes)
          ? "pass '--labels several' if a document may have several classes"
          : SeveralSuspicion.rewritten(name, among: classes).map {
            "where a document may have several classes, write '\($0)'"
          } ?? Suggestion.help(for: name, among: classes, kind: "classes")
      )
    case .unknownLabel(let name, let place, let classes):
      return Diagnostic(
        at: place,
        "label '\(name)' is not a class",
        help: Suggestion.help(for: name, among: classes, kind: "classes")
          + "; pass '--task TASK' or '--groups FILE' if labels stop at groups"
      )
    case .badClassIndex(let name, let place, let classes):
      return Diagnostic(
        at: place,
        "'\(name)' is not the index of a class",
        help: "indices are 0 to \(classes.count - 1), in the order of the classes"
      )
    case .goldHasConfidence(let text, let place):
      return Diagnostic(
        at: place,
        "a gold label is certain, '\(text)' has a confidence",
        help:
          "leave the confidence out, or the label empty where it is not known; write '\\@' where "
          + "the sign belongs to the name"
      )
    case .badPath(let text, .unknown(let part), let place, let names):
      return Diagnostic(
        at: place,
        LabelPath.hasSigns(text)
          ? "'\(part)' in path '\(text)' is neither a class nor a group"
          : "label '\(text)' is neither a class nor a group",
        help: Suggestion.help(for: part, among: names, kind: "classes and groups")
      )
    case .badPath(let text, .elsewhere(let part, let parent, let path), let place, _):
      return Diagnostic(
        at: place,
        "'\(part)' in path '\(text)' does not lie directly in '\(parent)'",
        help: "write '\(path)', or any end of it"
      )
    case .badConfidence(let text, let place):
      return Diagnostic(
        at: place,
        "a confidence is a number from 0 to 1, not as in '\(text)'",
        help: "write class@0.8; write '\\@' where the sign belongs to the name"
      )
    case .badBallot(let text, let place):
      return Diagnostic(
        at: place,
        "'\(text)' is JSON, and not a vote",
        help:
          #"write {"any_of": ["cat", "dog"]} or {"not": ["ham"]}, with "confidence": 0.8 if it "#
          + "has one"
      )
    case .emptyName(let text, let place):
      return Diagnostic(
        at: place,
        "each class of a set has a name, not as in '\(text)'",
        help: "write cat|dog for one of these, !ham for not this; write '\\|' where the sign "
          + "belongs to the name"
      )
    case .unclearMinusOne(let text, let place):
      return Diagnostic(
        at: place,
        "'-1' abstains or is a class by itself, not within '\(text)'",
        help: "give the class another name, or name the classes with '--classes'"
      )
    case .tooManyBallots(let path, let limit):
      return Diagnostic(
        at: SourceLocation(path),
        "there are at most \(limit) different votes",
        help: "round the confidences to two decimals"
      )
    case .tooManyClasses(let place, let limit):
      return Diagnostic(
        at: place,
        "there are at most \(limit) classes",
        help: "'--exclude COLUMN' leaves out a column that does not hold votes"
      )
    case .conflictingGold(let path, let conflicts, let count):
      let rest = count > conflicts.count ? ["and \(count - conflicts.count) more"] : []
      return Diagnostic(
        at: SourceLocation(path, line: conflicts.first?.lines.last),
        "an id has one gold label; \(count) have several",
        notes: conflicts.map { conflict in
          let labels = zip(conflict.labels, conflict.lines).map { "'\($0)' (line \($1))" }
          return "id '\(conflict.id)': \(labels.joined(separator: ", "))"
        } + rest,
        help: "keep one row per id"
      )
    case .notProbability(let place, let column):
      return Diagnostic(at: place, "column '\(column)' holds a number from 0 to 1")
    case .notVotes(let column, let values, let rows, let others, let path):
      return Diagnostic(
        at: SourceLocation(path),
        "column '\(column)' does not hold votes: \(values) different values in \(rows) rows",
        help: others.isEmpty
          ? "a corpus has no votes yet: 'winnow apply TASK \(path) --output votes.csv' writes "
            + "them, 'winnow label TASK \(path)' applies, fits and labels at once"
          : "leave it out with '--exclude \(column)'"
      )
    case .nothingToExclude(let name, let path, let voters):
      return Diagnostic(
        at: SourceLocation(path),
        "there is no '\(name)' to leave out by '--exclude'",
        help: Suggestion.help(for: name, among: voters, kind: "names")
      )
    case .otherVoters(let path, let missing, let unknown):
      let near = unknown.first.flatMap { name in
        Suggestion.nearest(to: name, among: missing).map { "'\(name)' may be the model's '\($0)'" }
      }
      return Diagnostic(
        at: SourceLocation(path),
        "none of the votes is of a function or annotator that the model was fitted to",
        notes: [
          "the model knows \(Self.list(missing))", "the votes are of \(Self.list(unknown))",
        ],
        help: near ?? "fit the model to votes of the same functions"
      )
    case .unreadableClass(let path):
      return Diagnostic(
        at: SourceLocation(path),
        "a table without an empty cell abstains by '-1', which is the name of a class here",
        help: "write a '.votes' file, which names its classes, or give the class another name"
      )
    case .notVoteFile(let path):
      return Diagnostic(at: SourceLocation(path), "a vote file begins with 'WNWVOTES'")
    case .unsupportedVersion(let version, let path, let supported):
      return Diagnostic(
        at: SourceLocation(path),
        "the vote file is of version \(version); this build reads versions up to \(supported)",
        help: version > supported
          ? "the file is newer: update winnow" : "write the votes again with this build"
      )
    case .truncated(let path, let offset, let part):
      return Diagnostic(
        at: SourceLocation(path),
        "the vote file ends at byte \(offset), within its \(part)",
        help: "the program that wrote it was stopped; write the votes again"
      )
    case .badStatement, .notationOfOneClass, .emptyStatement, .contradiction,
      .contradictoryAnswers, .unclearAbsence, .absentInLabels, .binaryOfOtherKind,
      .looksLikeSeveral:
      preconditionFailure("it has words already")
    case .damaged(let path, let offset, let rule):
      return Diagnostic(
        at: SourceLocation(path),
        "the vote file is damaged at byte \(offset): \(rule)",
        help: "write the votes again"
      )
    }
  }

  private static func list(_ names: [String]) -> String {
    if names.isEmpty { return "nobody" }
    let shown = names.prefix(10).map { "'\($0)'" }.joined(separator: ", ")
    return names.count > 10 ? "\(shown) and \(names.count - 10) more" : shown
  }
}
