package import LabelingCore

extension ActiveLearningError: DiagnosableError {
  package var diagnostics: [Diagnostic] { [diagnostic] }

  /// The error in words.
  package var diagnostic: Diagnostic {
    switch self {
    case .unknownStrategy(let name):
      Diagnostic(
        "there is no query strategy '\(name)'",
        help: Self.list(of: StrategyCatalogue.names, for: name, kind: "strategies")
      )
    case .unknownSource(let name, let strategy):
      Diagnostic(
        "'\(name)' after '\(strategy):' names no probabilities",
        help: Suggestion.help(
          for: name,
          among: PosteriorSource.allCases.map(\.rawValue),
          kind: "sources"
        )
      )
    case .argument(let strategy, isTaken: true):
      Diagnostic(
        "the strategy '\(strategy)' needs the name of a labeling function",
        help: "write '\(strategy):NAME'"
      )
    case .argument(let strategy, isTaken: false):
      Diagnostic("the strategy '\(strategy)' takes nothing after a colon")
    case .invalidShare(let share, let mixture):
      Diagnostic(
        "the shares of a mixture are positive numbers that add up to 1, not '\(share)'",
        notes: ["in '\(mixture)'"],
        help: "write '0.8 margin + 0.2 random'"
      )
    case .emptyPart(let mixture):
      Diagnostic("a part of the mixture '\(mixture)' is empty", help: "write a strategy after '+'")
    case .missing(let need, let strategy): Self.missing(need, strategy)
    case .unknownFunction(let name, let functions):
      Diagnostic(
        "there is no labeling function '\(name)'",
        help: Suggestion.help(for: name, among: functions, kind: "functions")
      )
    case .ofOneClass(let strategy):
      Diagnostic(
        "the strategy '\(strategy)' is for documents of one class",
        help: "choose another strategy, such as 'margin'"
      )
    case .poolExhausted: Diagnostic("every document was asked about")
    case .unknownClass(let index, let classCount):
      Diagnostic("class \(index) is not one of the \(classCount) classes")
    case .invalidSetting(let name, let rule): Diagnostic("'\(name)' \(rule)")
    case .fit(let reason): Diagnostic("the models cannot be fitted: \(reason)")
    }
  }

  private static func missing(_ need: QueryNeed, _ strategy: String) -> Diagnostic {
    switch need {
    case .votes:
      Diagnostic(
        "the strategy '\(strategy)' goes by labeling functions' votes, and there are none",
        help: "give a task, or choose another strategy, such as 'margin'"
      )
    case .features:
      Diagnostic(
        "the strategy '\(strategy)' compares documents, and they have no features",
        help: "name the field of the text"
      )
    case .posterior, .trainer, .answers:
      Diagnostic(
        "the strategy '\(strategy)' needs answers to learn from, and there are none yet",
        help: "start with 'typical' or 'random'"
      )
    }
  }

  /// The suggestion with every name, as there are more than a suggestion lists.
  private static func list(of names: [String], for name: String, kind: String) -> String {
    let all = "\(kind) are \(names.joined(separator: ", "))"
    guard let near = Suggestion.nearest(to: name, among: names) else { return all }
    return "did you mean '\(near)'? \(all)"
  }
}
