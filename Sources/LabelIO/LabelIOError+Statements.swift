internal import LabelingCore

/// What can be wrong with what is said of several classes, in words.
extension LabelIOError {
  private static let notation =
    "write billing+login for classes that are present, -billing for one that is absent; a "
    + "backslash before a sign makes it part of a name: 'C\\+\\+'"

  /// The error in words; `nil` for other errors.
  var statementDiagnostic: Diagnostic? {
    switch self {
    case .badStatement(let text, let place):
      return Diagnostic(
        at: place,
        "'\(text)' is not a JSON array of names, or an object of names with true or false",
        help: Self.notation
      )
    case .notationOfOneClass(let text, let place):
      return Diagnostic(
        at: place,
        "'\(text)' is written as a vote for one class; documents here have several",
        help: Self.notation + ", 'a\\|b'"
      )
    case .emptyStatement(let text, let place):
      return Diagnostic(
        at: place,
        "each class has a name, not as in '\(text)'",
        help: Self.notation
      )
    case .contradiction(let name, let text, let place):
      return Diagnostic(
        at: place,
        "a class is present or absent, '\(text)' says both of '\(name)'",
        help: "leave out one of the two"
      )
    case .contradictoryAnswers(let name, let item, let voter, let path):
      return Diagnostic(
        at: SourceLocation(path),
        "a class is present or absent, '\(voter)' says both of '\(name)' on '\(item)'",
        help: "keep one of the two answers"
      )
    case .unclearAbsence(let place):
      return Diagnostic(
        at: place,
        "'-1' may be no vote, or say that class '1' is absent",
        help: "say which: '--abstain -1' reads it as no vote, '--abstain empty' as absence"
      )
    case .absentInLabels(let text, let place):
      return Diagnostic(
        at: place,
        "a label names the classes that a document has, '\(text)' names one that is absent",
        help: "what a label does not name is absent: write '[]' for none of the classes, and leave "
          + "it empty where they are not known"
      )
    case .binaryOfOtherKind(let path, .one):
      return Diagnostic(
        at: SourceLocation(path),
        "the vote file has votes for one class a document",
        help: "leave out '--labels several'"
      )
    case .binaryOfOtherKind(let path, .several):
      return Diagnostic(
        at: SourceLocation(path),
        "the vote file has votes for several classes a document",
        help: "read the votes with '--labels several', or fit a model without it"
      )
    case .looksLikeSeveral(let name, let path):
      return Diagnostic(
        at: SourceLocation(path),
        "'\(name)' is read as a class, and so are its parts",
        help: "pass '--labels several' if a document may have several classes; else name the "
          + "classes with '--classes'"
      )
    default: return nil
    }
  }
}
