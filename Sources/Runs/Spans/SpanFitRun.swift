package import LabelIO
package import LabelModels
internal import LabelingCore

/// Fits a model of spans, and checks it where gold spans are known.
package struct SpanFitRun: Sendable {
  /// The model.
  package var model: any SpanModel
  /// The functions whose votes count; `nil` takes all of the file.
  package var functions: [String]?
  /// All true spans of some documents, which the fit may learn from.
  package var gold: SpanGoldTable?
  /// Whether the model is checked.
  package var checks = true

  /// A fit with its checks.
  package struct Outcome: Sendable {
    /// The model.
    package var fitted: any FittedSpanModel
    /// What the votes cannot show.
    package var warnings: [SpanWarning]
    /// Ids of gold documents that are not among the votes; nothing is learned from them.
    package var missingGold: [String] = []
    /// Scores on gold documents of a fit that did not see their gold; `nil` without any.
    package var check: SpanCheck?
  }

  /// A fit of a model to all functions, without gold.
  package init(model: any SpanModel) { self.model = model }

  /// Fits the model.
  ///
  /// - Throws: A `Diagnostic` for functions that the file lacks and for gold of other documents,
  ///   and ``LabelModelError``.
  package func run(on file: SpanFile) throws -> Outcome {
    try file.requireVotes()
    guard file.types.classCount > 0 else {
      throw Diagnostic(
        at: SourceLocation(file.path),
        "no function marks anything, and the file names no types",
        help: "give a file with spans, or name the types in 'meta.json' as 'entity_types'"
      )
    }
    let known = FieldTable(file.functions)
    for name in functions ?? [] where !known.contains(name) {
      throw Diagnostic(
        at: SourceLocation(file.path),
        "there is no function '\(name)'",
        help: Suggestion.help(for: name, among: file.functions, kind: "functions")
      )
    }
    let functions = functions ?? file.functions
    let votes = try SpanVotes(file, functions: functions, types: file.types, gold: gold)
    if let gold, votes.gold.isEmpty { throw gold.mismatch(with: file, "votes") }
    let fitted = try fitted(to: votes)
    var outcome = Outcome(fitted: fitted, warnings: SpanWarning.all(of: fitted))
    outcome.missingGold = gold?.idsMissing(in: file) ?? []
    guard checks, file.hasSpans || gold != nil else { return outcome }
    let own = try gold ?? SpanGoldTable(file)
    outcome.check = try check(fitted, on: file, functions, own)
    if let check = outcome.check, let rule = check.betterRule {
      outcome.warnings.append(
        .worseThanRule(
          name: rule.name,
          rule: rule.score.f1 ?? 0,
          model: check.entries[0].score.f1 ?? 0,
          documents: check.documents
        )
      )
    }
    return outcome
  }

  private func fitted(to votes: SpanVotes) throws -> any FittedSpanModel {
    func fit(_ model: some SpanModel) throws -> any FittedSpanModel { try model.fitted(to: votes) }
    return try fit(model)
  }

  /// The model next to the simple rules on documents with gold; it is fitted without them.
  private func check(
    _ fitted: any FittedSpanModel,
    on file: SpanFile,
    _ functions: [String],
    _ gold: SpanGoldTable
  ) throws -> SpanCheck? {
    let votes = try SpanVotes(file, functions: functions, types: file.types)
    let unseen = self.gold == nil ? fitted : try self.fitted(to: votes)
    let truths = try file.documents.map {
      try gold.spans(of: $0, in: file.path, types: file.types)
    }
    let rows = truths.indices.filter { truths[$0] != nil }
    guard !rows.isEmpty else { return nil }
    func chosen(_ model: any FittedSpanModel) throws -> [[LabeledSpan]] {
      let spans = try model.spans(of: votes)
      return rows.map { spans[$0].filter(\.isChosen).map(\.span) }
    }
    var labels = [(name: type(of: fitted).name, spans: try chosen(unseen))]
    let rules: [any FittedSpanModel] = [
      try SpanMajority().fitted(to: votes), try LongestMatch().fitted(to: votes),
    ]
    for rule in rules where type(of: rule).name != type(of: fitted).name {
      labels.append((type(of: rule).name, try chosen(rule)))
    }
    return SpanCheck(labels, gold: rows.compactMap { truths[$0] })
  }
}
