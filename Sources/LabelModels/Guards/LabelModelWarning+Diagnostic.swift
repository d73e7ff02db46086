package import LabelingCore

extension LabelModelWarning: CustomStringConvertible {
  package var description: String { diagnostic.description }

  /// The warning in plain words, of functions.
  package var diagnostic: Diagnostic { diagnostic(of: .functions) }

  /// The warning in plain words, which advise functions otherwise than people.
  package func diagnostic(of voters: VoterKind) -> Diagnostic {
    let (headline, help) = (voters == .annotators ? annotatorWords : nil) ?? words
    return Diagnostic(severity: .warning, headline, help: help)
  }

  /// The words where voters are people; `nil` where they are those of functions.
  private var annotatorWords: (headline: String, help: String?)? {
    switch self {
    case .tooFewFunctions(let count):
      (
        "\(count) annotator\(count == 1 ? " is" : "s are") too few to estimate accuracies",
        "let at least three annotators answer the same documents, or label some documents"
      )
    case .silentFunctions(let names):
      ("\(Self.list(names)) never answer\(names.count == 1 ? "s" : "")", nil)
    case .isolatedFunctions(let names):
      (
        "nothing is known about \(Self.list(names)): no document has another annotator's answer too",
        "let several annotators answer the same documents, or label some of them"
      )
    case .disconnectedFunctions(let groups):
      (
        "the annotators fall into \(groups.count) groups without a document in common: "
          + groups.prefix(4).map { Self.list($0) }.joined(separator: "; "),
        "accuracies cannot be compared between groups; let some annotators answer documents of "
          + "several groups"
      )
    case .nearCopies(let first, let second, let similarity):
      (
        "'\(first)' and '\(second)' answer alike on \(Self.percent(similarity)) of their documents",
        "look whether they are one person, or copy; the model '\(PooledLabelModel.name)' counts "
          + "copies once, others do not"
      )
    case .constantFunctions(let names):
      (
        "\(Self.list(names)) give\(names.count == 1 ? "s" : "") one answer on every document",
        "look at these answers; they carry no information"
      )
    case .oneClassFunctionsOnly:
      (
        "every annotator gives one answer only, so only disagreements show how good they are",
        "label some documents"
      )
    case .fullCoverage: ("every annotator answers every document", nil)
    case .unvotedClasses(let names): ("nobody answers \(Self.list(names))", nil)
    case .mostlyUnvoted(let share):
      ("\(Self.percent(share)) of the documents have no answer", "they get no label; ask for more")
    case .contradictingFunction(let name, let accuracy, let chance):
      (
        "'\(name)' contradicts the rest: right on \(Self.percent(accuracy)) of the answers,"
          + " chance is \(Self.percent(chance))",
        "look at the documents on which '\(name)' disagrees with others"
      )
    default: nil
    }
  }

  private var words: (headline: String, help: String?) {
    switch self {
    case .tooFewFunctions(let count):
      (
        "\(count) function\(count == 1 ? " is" : "s are") too few to estimate accuracies",
        "write at least three functions, or label some documents"
      )
    case .silentFunctions(let names):
      (
        "\(Self.list(names)) never vote\(names.count == 1 ? "s" : "")",
        "check \(names.count == 1 ? "its condition" : "their conditions")"
      )
    case .isolatedFunctions(let names):
      (
        "nothing is known about \(Self.list(names)): no document has another function's vote too",
        "write functions that vote on the same documents, or label some of them"
      )
    case .disconnectedFunctions(let groups):
      (
        "the functions fall into \(groups.count) groups without a document in common: "
          + groups.prefix(4).map { Self.list($0) }.joined(separator: "; "),
        "accuracies cannot be compared between groups; add a function that joins them"
      )
    case .nearCopies(let first, let second, let similarity):
      (
        "'\(first)' and '\(second)' vote alike on \(Self.percent(similarity)) of their documents",
        "keep one of them; the model '\(PooledLabelModel.name)' counts copies once, others do not"
      )
    case .constantFunctions(let names):
      (
        "\(Self.list(names)) vote\(names.count == 1 ? "s" : "") for one class on every document",
        "such a vote says nothing; let the function abstain where it does not know"
      )
    case .oneClassFunctionsOnly:
      (
        "every function votes for one class only, so only conflicts show how good they are",
        "add a function that tells classes apart, or label some documents"
      )
    case .fullCoverage:
      (
        "every function votes on every document, so silence says nothing",
        "let functions abstain where they do not know"
      )
    case .unvotedClasses(let names):
      ("nobody votes for \(Self.list(names))", "write a function for each class")
    case .mostlyUnvoted(let share):
      (
        "\(Self.percent(share)) of the documents have no vote",
        "they get no label; write functions with more coverage"
      )
    case .contradictingFunction(let name, let accuracy, let chance):
      (
        "'\(name)' contradicts the rest: right on \(Self.percent(accuracy)) of its votes,"
          + " chance is \(Self.percent(chance))",
        "look at its conflicts; it may be inverted"
      )
    case .collapsed(let name, let share, let majority):
      (
        "'\(name)' gets \(Self.percent(share)) of the documents, \(Self.percent(majority))"
          + " by majority vote",
        "compare with majority vote on some gold labels"
      )
    case .balanceFarFromDeclared(let name, let declared, let estimated):
      (
        "class '\(name)' is estimated at \(Self.percent(estimated)), declared at"
          + " \(Self.percent(declared))",
        "check the declared balance, or functions that miss the class"
      )
    case .notConverged(let iterations):
      (
        "the fit did not converge after \(iterations) iterations",
        "judge the labels by gold labels, or use '\(MajorityVote.name)'"
      )
    case .twoReadings(let first, let second, let documents, let goldNeeded):
      (
        "trusting '\(first)' or '\(second)' fits equally well and decides \(documents) documents",
        "label about \(goldNeeded) of the documents they disagree on"
      )
    case .ambiguousSilence(let documents, let goldNeeded):
      (
        "whether silence means anything decides \(documents) documents, and the votes cannot say",
        "say what the voters are, functions or annotators, or label about \(goldNeeded) of them"
      )
    case .goldIsNoSample(let names, let deviate, let randomness):
      (
        "gold labels of \(Self.list(names)) are no random sample"
          + (deviate > 0 ? " (\(Self.tenths(deviate)) standard errors off)" : "")
          + ", so they say what is voted on their classes"
          + (randomness > 0 ? " and little" : " and nothing") + " on how common these are",
        "label documents drawn at random with 'winnow sample', or declare '--balance'"
      )
    case .worseThanMajority(let accuracy, let majority, let goldDocuments):
      (
        "on \(goldDocuments) held-out gold labels the model is right on"
          + " \(Self.percent(accuracy)), majority vote on \(Self.percent(majority))",
        "use '\(MajorityVote.name)', or let gold labels pick the model"
      )
    }
  }

  private static func list(_ names: [String]) -> String {
    let shown = names.prefix(10).map { "'\($0)'" }.joined(separator: ", ")
    return names.count > 10 ? "\(shown) and \(names.count - 10) more" : shown
  }

  private static func tenths(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return "\(tenths / 10).\(tenths % 10)"
  }

  private static func percent(_ share: Double) -> String {
    let tenths = Int((share * 1000).rounded())
    return tenths % 10 == 0 ? "\(tenths / 10) %" : "\(tenths / 10).\(tenths % 10) %"
  }
}
