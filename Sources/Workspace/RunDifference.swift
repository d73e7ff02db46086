package import LabelStore
package import LabelingCore
package import VoteAnalysis

/// What changed between two runs of a task on the same documents.
package struct RunDifference: Encodable, Sendable {
  /// One function in both runs.
  package struct Function: Encodable, Sendable {
    /// Its name.
    package let name: String
    /// Its version before; `nil` for a function that is new.
    package let beforeVersion: Int?
    /// Its version after; `nil` for a function that is gone.
    package let afterVersion: Int?
    /// How its votes changed.
    package let change: VoteChange
    /// How what it says of each class changed; `nil` where documents have one class.
    package let statements: [StatementChange]?
  }

  /// One document that changed.
  package struct Document: Sendable {
    /// Its place in the corpus, from 0.
    package let row: Int
    /// The function, or `nil` for the label.
    package let function: String?
    /// What was said of it before and after.
    package let step: VoteChange.Step
    /// What the step says as files have it; `(gone)` for a class that is gone.
    package let texts: (from: String?, to: String?)
    /// Its gold label, if known: a class, or all its classes.
    package let gold: String?
  }

  /// Which documents to list.
  package struct Filter: Sendable {
    /// Changes of this function's votes; `nil` for labels.
    package var function: String?
    /// The class, or the statement about one, before; `.some(nil)` for no vote.
    package var from: Int??
    /// The class, or the statement about one, after; `.some(nil)` for no vote.
    package var to: Int??
    /// Most documents to list.
    package var limit = 20

    /// Lists everything.
    package init() {}
  }

  /// Number of the run before.
  package let before: Int64
  /// Number of the run after.
  package let after: Int64
  /// Documents of the corpus.
  package let documentCount: Int
  /// The classes after.
  package let classes: [String]
  /// Share of documents with a vote before.
  package let coverageBefore: Double?
  /// Share of documents with a vote after.
  package let coverageAfter: Double?
  /// Cells with faults before.
  package let faultsBefore: Int
  /// Cells with faults after.
  package let faultsAfter: Int
  /// The functions of the run after, then those that are gone.
  package let functions: [Function]
  /// How the labels changed; `nil` when a run wrote none.
  package let labels: VoteChange?
  /// How what labels say of each class changed; `nil` where documents have one class, and when a
  /// run wrote no labels.
  package let labelStatements: [StatementChange]?
  /// The labels judged by gold; `nil` without gold, or when a run wrote no labels.
  ///
  /// A label of several classes is right when all of them are.
  package let accuracy: LabelComparison?
  /// Documents that the filter lets through, in the order of the corpus.
  package private(set) var documents: [Document] = []
  /// How many documents the filter would let through without its limit.
  package private(set) var documentMatchCount = 0

  private enum CodingKeys: CodingKey {
    case before, after, documentCount, classes, coverageBefore, coverageAfter, faultsBefore
    case faultsAfter, functions, labels, labelStatements, accuracy, documentMatchCount
  }

  /// Compares two runs.
  ///
  /// - Parameters:
  ///   - before: The earlier run.
  ///   - after: The later run.
  ///   - workspace: Where their votes are kept.
  ///   - filter: Which changed documents to list.
  /// - Throws: A `Diagnostic` when they cannot be compared.
  package init(
    from before: RunRecord,
    to after: RunRecord,
    in workspace: Workspace,
    filter: Filter = Filter()
  ) throws {
    let old = try KeptRun(before, in: workspace)
    let new = try KeptRun(after, in: workspace)
    try old.checkComparable(with: new)
    let newIndices = before.classes.map { after.classes.firstIndex(of: $0) ?? -2 }
    let gold = try new.gold() ?? old.gold(mapping: newIndices)
    let kind = after.labels
    var documents: [Document] = []
    var matchCount = 0
    let labelSpace = after.labelSpace
    func text(_ ballot: BallotRecord?) -> String? {
      ballot.map { $0.classes.contains { $0 < 0 } ? "(gone)" : $0.text(in: labelSpace, kind) }
    }
    func label(_ ballot: BallotRecord?) -> String? {
      guard kind == .several, let ballot, !ballot.classes.contains(where: { $0 < 0 }) else {
        return text(ballot)
      }
      return ballot.labelName(in: labelSpace, kind)
    }
    func matches(_ ballot: BallotRecord?, _ wanted: Int?) -> Bool {
      wanted.map { ballot?.classes.contains($0) == true } ?? (ballot == nil)
    }
    func list(_ row: Int, _ step: VoteChange.Step, of function: String?) {
      if let from = filter.from, !matches(step.from, from) { return }
      if let to = filter.to, !matches(step.to, to) { return }
      matchCount += 1
      guard documents.count < filter.limit else { return }
      let truth = gold.map { $0[row] } ?? .abstain
      let texts =
        function == nil ? (label(step.from), label(step.to)) : (text(step.from), text(step.to))
      documents.append(
        Document(
          row: row,
          function: function,
          step: step,
          texts: texts,
          gold: gold?.ballot(of: truth, classCount: labelSpace.classCount)?
            .labelName(in: labelSpace, kind)
        )
      )
    }
    var functions: [Function] = []
    var count = 0
    let names = after.functions.map(\.name)
    let gone = before.functions.map(\.name).filter { !names.contains($0) }
    for name in names + gone {
      let first = try old.votes(of: name)
      let second = try new.votes(of: name)
      count = second?.view.count ?? first?.view.count ?? count
      functions.append(
        Function(
          name: name,
          beforeVersion: first?.version,
          afterVersion: second?.version,
          change: VoteChange(
            from: first?.view,
            to: second?.view,
            newIndices: newIndices,
            classCount: after.classes.count,
            labels: kind,
            gold: gold,
            onChange: { if filter.function == name { list($0, $1, of: name) } }
          ),
          statements: kind == .one
            ? nil
            : StatementChange.all(
              from: first?.view,
              to: second?.view,
              newIndices: newIndices,
              labelSpace: labelSpace,
              gold: gold
            )
        )
      )
    }
    let labels: (old: VoteColumnView, new: VoteColumnView)? = old.labels.flatMap { old in
      new.labels.map { (old, $0) }
    }
    self.before = before.id ?? 0
    self.after = after.id ?? 0
    self.functions = functions
    self.labels = labels.map { labels in
      VoteChange(
        from: labels.old,
        to: labels.new,
        newIndices: newIndices,
        classCount: after.classes.count,
        labels: kind,
        gold: gold,
        onChange: { if filter.function == nil { list($0, $1, of: nil) } }
      )
    }
    labelStatements =
      kind == .one
      ? nil
      : labels.map { labels in
        StatementChange.all(
          from: labels.old,
          to: labels.new,
          newIndices: newIndices,
          labelSpace: labelSpace,
          gold: gold
        )
      }
    documentCount = count
    classes = after.classes
    coverageBefore = before.figures.coverage
    coverageAfter = after.figures.coverage
    faultsBefore = before.figures.faultCount
    faultsAfter = after.figures.faultCount
    accuracy = labels.flatMap { labels in
      gold.map {
        Self.judged(labels.old, labels.new, by: $0, kind, newIndices, after.classes.count)
      }
    }
    self.documents = documents
    documentMatchCount = matchCount
  }

  /// Both runs' labels on the documents with gold.
  private static func judged(
    _ old: VoteColumnView,
    _ new: VoteColumnView,
    by gold: VoteColumnView,
    _ kind: LabelKind,
    _ newIndices: [Int],
    _ classCount: Int
  ) -> LabelComparison {
    var tally = LabelComparison.Tally()
    for row in 0..<gold.count {
      guard let truth = gold.ballot(of: gold[row], classCount: classCount) else { continue }
      // Gold cannot name a class that is gone.
      let before = old.ballot(of: old[row], classCount: newIndices.count).map { label in
        BallotRecord(
          classes: label.classes.map {
            VoteChange.statement($0, by: newIndices, classCount: classCount)
          }
        )
      }
      tally.add(
        firstIsRight: before?.isRight(by: truth, kind),
        secondIsRight: new.ballot(of: new[row], classCount: classCount)?.isRight(by: truth, kind)
      )
    }
    return LabelComparison(tally)
  }
}
