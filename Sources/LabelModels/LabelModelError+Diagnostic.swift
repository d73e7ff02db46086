package import LabelingCore

extension LabelModelError: DiagnosableError {
  package var diagnostics: [Diagnostic] { [diagnostic()] }

  /// The error in words, at the file at fault where there is one.
  package func diagnostic(at location: SourceLocation? = nil) -> Diagnostic {
    let (headline, notes, help) = words
    return Diagnostic(at: location, headline, notes: notes, help: help)
  }

  private var words: (headline: String, notes: [String], help: String?) {
    switch self {
    case .noClasses:
      ("a label model needs at least one class", [], "name the classes of the task")
    case .unknownModel(let name):
      (
        "there is no label model '\(name)'",
        SpanModelRegistry.names.contains(name) ? ["'\(name)' is a model of spans"] : [],
        Suggestion.help(for: name, among: LabelModelRegistry.names, kind: "models")
      )
    case .unknownSpanModel(let name):
      (
        "there is no label model of spans '\(name)'",
        LabelModelRegistry.names.contains(name) ? ["'\(name)' is a model of classes"] : [],
        Suggestion.help(for: name, among: SpanModelRegistry.names, kind: "models")
      )
    case .spansDiffer(modelIsOfSpans: true):
      (
        "the model is of spans", [],
        "'winnow predict --format wrench-spans' labels with it, 'winnow model show' shows it"
      )
    case .spansDiffer(modelIsOfSpans: false):
      (
        "the model is of classes of documents, not of spans", [],
        "fit one with 'winnow fit --format wrench-spans'"
      )
    case .tooFewVoters(let model, let needed, let found):
      (
        "model '\(model)' needs at least \(needed) functions, there are \(found)", [],
        "write more functions, or use '\(MajorityVote.name)'"
      )
    case .repeatedVotes(let model):
      (
        "model '\(model)' takes one vote of a voter on a document, there are several", [],
        "use '\(MajorityVote.name)' or ignore abstaining"
      )
    case .ballotsNotTaken(let model):
      (
        "model '\(model)' takes votes for one class each; some are for several classes or say "
          + "how sure they are", [],
        "use '\(PooledLabelModel.name)', '\(DawidSkene.name)' or '\(MajorityVote.name)'"
      )
    case .severalNotTaken(let model):
      (
        "model '\(model)' is for one class a document", [],
        "models for several: "
          + MultiLabelModel.Method.names.map { "'\($0)'" }.joined(separator: ", ")
      )
    case .kindsDiffer(.several):
      (
        "the model is for several classes a document, the votes are read as one class each", [],
        "read the votes with '--labels several', or fit a model without it"
      )
    case .kindsDiffer(.one):
      (
        "the model is for one class a document, the votes are read as several", [],
        "leave out '--labels several', or fit a model with it"
      )
    case .taskOfOtherKind(let model):
      (
        model == .several
          ? "the model is for several classes a document, the task has one"
          : "the model is for one class a document, the task has several", [],
        "fit the model to votes of the task's functions"
      )
    case .shardsDiffer:
      (
        "some statistics are of one class a document, some of several", [],
        "write all of them with 'winnow stats --labels several', or none"
      )
    case .noGoldForThresholds(let found):
      (
        "thresholds are chosen by gold labels, \(found == 0 ? "and there are none" : "one is too few")",
        [],
        "give gold labels with '--gold FILE', or leave out '--threshold-by': a class is then present "
          + "above 0.5"
      )
    case .tooLarge(let pairs, let classes):
      (
        "the model would have \(pairs) × \(classes) parameters, which is too many",
        ["\(pairs) pairs of a voter and a class it votes for, \(classes) classes"],
        "use '\(MajorityVote.name)', or merge classes"
      )
    case .invalidHyperparameter(let name, let rule): ("'\(name)' \(rule)", [], nil)
    case .invalidBalance(let values, let classes):
      (
        "a class balance has a positive share for each of the \(classes) classes, adding up to 1",
        ["given: \(values.map { "\($0)" }.joined(separator: ", "))"], nil
      )
    case .missingWeight(let voter): ("voter '\(voter)' has no weight", [], "give it one")
    case .tooLittleGold(let needed, let found):
      (
        "at least \(needed) gold labels are needed, there are \(found)", [],
        "label \(needed - found) more documents"
      )
    case .votersDiffer(let missing, let extra): voterWords(missing: missing, extra: extra)
    case .classesDiffer(let expected, let found): classWords(expected: expected, found: found)
    case .unreadableFile(let reason):
      ("the file cannot be read: \(reason)", [], "name a file as winnow wrote it")
    case .wrongSchema(let found, let expected):
      ("the file has the schema '\(found)', not '\(expected)'", [], nil)
    case .unsupportedVersion(let found, let supported):
      (
        "the file has version \(found), this program reads up to version \(supported)", [],
        found > supported ? "use a newer winnow, or fit the model again" : "fit the model again"
      )
    }
  }

  private func voterWords(
    missing: [String],
    extra: [String]
  ) -> (headline: String, notes: [String], help: String?) {
    guard !missing.isEmpty || !extra.isEmpty else {
      return (
        "the votes have the model's functions in another order", [],
        "keep the order of the columns, or fit the model again"
      )
    }
    var notes: [String] = []
    if !missing.isEmpty { notes.append("the votes lack \(Self.list(missing))") }
    if !extra.isEmpty { notes.append("the model does not know \(Self.list(extra))") }
    let near = extra.first.flatMap { name in
      Suggestion.nearest(to: name, among: missing).map { "'\(name)' may be the model's '\($0)'" }
    }
    return (
      "the votes are of other functions than the model was fitted to", notes,
      near ?? "fit the model to votes of the same functions"
    )
  }

  private func classWords(
    expected: [String],
    found: [String]
  ) -> (headline: String, notes: [String], help: String?) {
    let missing = expected.filter { !found.containsExactly($0) }
    let extra = found.filter { !expected.containsExactly($0) }
    guard !missing.isEmpty || !extra.isEmpty else {
      return (
        "the votes have the model's classes in another order",
        ["the model's order is \(Self.list(expected))"], "name the classes in the model's order"
      )
    }
    var notes: [String] = []
    if !missing.isEmpty { notes.append("the votes lack \(Self.list(missing))") }
    if !extra.isEmpty { notes.append("the model does not know \(Self.list(extra))") }
    let help = extra.first.map { Suggestion.help(for: $0, among: expected, kind: "classes") }
    return ("the votes are for other classes than the model was fitted to", notes, help)
  }

  private static func list(_ names: [String]) -> String {
    let shown = names.prefix(10).map { "'\($0)'" }.joined(separator: ", ")
    return names.count > 10 ? "\(shown) and \(names.count - 10) more" : shown
  }
}
