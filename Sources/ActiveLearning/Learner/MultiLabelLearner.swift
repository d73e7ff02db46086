package import EndModels
package import LabelModels
package import LabelingCore

/// A session's state of knowledge where documents may have several classes.
///
/// Every class is a binary problem. For document *i* and class *c*:
///
/// logit *P_ic* = logit *M_ic* + λ (logit *E_ic* − logit *b_c*)
///
/// - *M* is the label model of several classes, fitted to the functions' votes with the settled
///   lists as gold, see ``MultiLabelModel``; without functions, what came with the documents.
/// - *E* is a logistic regression for the class alone, over features that all classes share;
///   trained on the settled lists, and on voted documents at what *M* says of them.
/// - *b_c* is the share of the class among what *E* was trained on, as *M* counts it already.
/// - λ, what *E* is worth beside *M*, is chosen by the settled documents, see ``EndModelWeight``:
///   one for classes of a document that a function spoke of, one for those that none spoke of. All
///   classes share them: most documents lack a rare class, and the few that have it would hardly
///   move a λ of its own from what is expected, while pooled evidence suffices after some dozens.
///
/// What λ is chosen by has not seen the answers it is measured on: *M* of a fit without gold, and
/// *E* of folds, see `HeldOutScoring`. With fewer settled documents than ``leastEvidence`` it is
/// what is expected.
///
/// Where there is only one of *M* and *E*, it stands alone. A settled document has its classes and
/// no others. Unlike for one class, annotators are not judged: what they agree on counts.
package struct MultiLabelLearner: Sendable {
  /// Fewest settled documents from which λ is chosen.
  package static let leastEvidence = 2 * HeldOutScoring.foldCount

  /// What was known before anybody was asked.
  package let inputs: LearnerInputs
  /// How it learns and asks.
  package let options: LearnerOptions
  /// The documents and what became of each.
  package private(set) var pool: Pool
  /// Classes of the settled documents, ascending.
  package private(set) var labels: [Int: [Int]] = [:]
  /// Probabilities by whose they are, as of the last refit.
  package internal(set) var posteriors: [PosteriorSource: PoolPosterior] = [:]
  /// What each refit led to.
  package internal(set) var rounds: [RoundFacts] = []
  /// Number of queries so far; set to go on numbering where a resumed session left off.
  package var queryCount = 0
  /// Documents of the stop set, ascending.
  package let stopSet: [Int]
  /// The classifier of each class as of the last refit; `nil` before there is anything to learn.
  package internal(set) var endModel: FittedMultiLabelEndModel?
  /// λ as of the last refit; `nil` where there are not both, functions and classifiers, to join.
  package internal(set) var endModelWeight: EndModelWeight?
  /// Documents whose soft labels the classifiers are trained on, ascending.
  let softRows: [Int]
  /// What came with the documents.
  let given: SoftLabels?
  /// What the label model says that saw no answers; `nil` before it is needed.
  var unanswered: PoolPosterior?
  /// The settled documents that the models were fitted with; `nil` before the first fit.
  var fittedLabels: [Int: [Int]]?

  /// Begins a session; there are no answers yet.
  ///
  /// - Parameters:
  ///   - inputs: Votes and features.
  ///   - options: How it learns and asks.
  ///   - given: Probabilities of each class for each document, which stand for the label model
  ///     where there are no functions.
  package init(_ inputs: LearnerInputs, options: LearnerOptions, given: SoftLabels? = nil) {
    self.inputs = inputs
    self.options = options
    self.given = given
    var pool = Pool(documentCount: inputs.documentCount)
    for row in inputs.withheldRows { pool[row] = .withheld }
    self.pool = pool
    (stopSet, softRows) = options.fixedRows(of: inputs, in: pool)
  }

  /// Whether there is nothing left to ask anybody.
  package var isExhausted: Bool { pool.isExhausted }

  /// Takes over what people said; it counts from the next ``refit()`` on.
  ///
  /// - Parameters:
  ///   - settled: The classes of the documents on which they agree, ascending; they replace what was
  ///     taken over before.
  ///   - open: Documents with answers on which they do not agree.
  package mutating func take(_ settled: [Int: [Int]], open: Set<Int> = []) {
    for row in labels.keys where settled[row] == nil { pool[row] = .unlabeled }
    for row in settled.keys {
      precondition(pool[row] != .withheld, "nobody is asked about withheld documents")
      pool[row] = .labeled
    }
    for row in open where settled[row] == nil { pool[row] = .asked }
    labels = settled
  }

  /// Marks a document as one that nobody would label; it is not asked about again.
  package mutating func skip(_ row: Int) { pool.skip(row) }

  /// Marks an open document as asked about.
  package mutating func hold(_ row: Int) { pool.hold(row) }

  /// Chooses the next documents and marks them as asked.
  ///
  /// - Parameter count: How many; there are fewer when fewer are open.
  /// - Returns: The documents, the most useful first.
  /// - Throws: ``ActiveLearningError/poolExhausted`` when none is open, and what the strategy
  ///   throws.
  package mutating func ask(_ count: Int) throws(ActiveLearningError) -> Query {
    guard !pool.isExhausted else { throw .poolExhausted }
    let items = try options.items(count, in: situation, number: queryCount)
    for item in items { pool[item.row] = .asked }
    defer { queryCount += 1 }
    return Query(items: items, number: queryCount, exhaustsPool: pool.isExhausted)
  }

  /// What strategies see at this time.
  package var situation: QuerySituation {
    var situation = QuerySituation(
      labelSpace: inputs.labelSpace,
      candidates: pool.rows(in: .unlabeled)
    )
    let settled = labels.sorted { $0.key < $1.key }
    situation.kind = .several
    situation.labeledRows = settled.map { Int32(truncatingIfNeeded: $0.key) }
    situation.labelSets = settled.map(\.value)
    situation.votes = inputs.hasFunctions ? inputs.votes : nil
    situation.features = inputs.features
    situation.posteriors = posteriors
    situation.trainer = inputs.features.map { features in
      EndModelTrainer(
        features: features,
        model: options.endModel,
        threadCount: options.threadCount
      )
    }
    return situation
  }

  /// The classes that are more likely than not, as of the last refit.
  ///
  /// - Parameters:
  ///   - rows: The documents.
  ///   - source: Whose probabilities count.
  /// - Returns: The classes of each document, ascending; none while nothing is known.
  package func predictions(of rows: [Int], by source: PosteriorSource = .joint) -> [[Int]] {
    guard let posterior = posteriors[source] else { return rows.map { _ in [] } }
    return rows.map { row in
      posterior[row].enumerated().filter { $0.element > 0.5 }.map(\.offset)
    }
  }
}
