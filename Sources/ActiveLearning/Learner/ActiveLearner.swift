package import EndModels
package import LabelModels
package import LabelingCore

/// A session's state of knowledge: what is asked next, and what every answer says of the rest.
///
/// A round is: ask for a batch, record the answers, ``refit()``. The same inputs,
/// options and answers, refitted at the same places, lead to the same state. A session is
/// resumed by recording its answers again and refitting once: its classifier then starts
/// from nothing, and ends within its tolerance of where it was.
package struct ActiveLearner: Sendable {
  /// What was known before anybody was asked.
  package let inputs: LearnerInputs
  /// How it learns and asks.
  package let options: LearnerOptions
  /// The documents and what became of each.
  package private(set) var pool: Pool
  /// Functions, people and end model in one.
  package internal(set) var joint: JointPosterior
  /// The classifier as of the last refit; `nil` before there is anything to learn from.
  package internal(set) var endModel: FittedEndModel?
  /// Probabilities by whose they are, as of the last refit.
  package internal(set) var posteriors: [PosteriorSource: PoolPosterior] = [:]
  /// What each refit led to.
  package internal(set) var rounds: [RoundFacts] = []
  /// Number of queries so far; set to go on numbering where a resumed session left off.
  package var queryCount = 0
  /// Documents of the stop set, ascending.
  package let stopSet: [Int]
  /// Documents whose soft labels the end model is trained on, ascending.
  let softRows: [Int]

  /// Whether there was a refit.
  var isFitted = false

  /// The labeled documents in the order of their first answers, with how they were chosen.
  private var order: [Int: Labeled] = [:]
  private var answerCount = 0
  private var asked: [Int: QueryItem] = [:]

  /// How a labeled document came to be one.
  private struct Labeled: Sendable {
    var place: Int
    var item: QueryItem?
  }

  /// Begins a session and fits the label model; there are no answers yet.
  ///
  /// - Throws: ``ActiveLearningError/fit(reason:)`` when the votes are unfit for the label model.
  package init(
    _ inputs: LearnerInputs,
    options: LearnerOptions
  ) throws(ActiveLearningError) {
    self.inputs = inputs
    self.options = options
    var pool = Pool(documentCount: inputs.documentCount)
    for row in inputs.withheldRows { pool[row] = .withheld }
    self.pool = pool
    let votes = inputs.votes
    (stopSet, softRows) = options.fixedRows(of: inputs, in: pool)
    do throws(LabelModelError) {
      joint = try JointPosterior(
        votes: votes,
        model: PooledLabelModel(mode: .functions),
        trust: options.trust,
        options: FitOptions(threadCount: options.threadCount)
      )
    } catch {
      throw .fit(reason: error.description)
    }
  }

  /// Whether there is nothing left to ask anybody.
  package var isExhausted: Bool { pool.isExhausted }

  /// Chooses the next documents and marks them as asked.
  ///
  /// - Parameter count: How many; there are fewer when fewer are open.
  /// - Returns: The documents, the most useful first.
  /// - Throws: ``ActiveLearningError/poolExhausted`` when none is open, and what
  ///   the strategy throws.
  package mutating func ask(_ count: Int) throws(ActiveLearningError) -> Query {
    precondition(count > 0, "a batch has a document")
    guard !pool.isExhausted else { throw .poolExhausted }
    let items = try options.items(count, in: situation, number: queryCount)
    for item in items {
      pool[item.row] = .asked
      asked[item.row] = item
    }
    defer { queryCount += 1 }
    return Query(items: items, number: queryCount, exhaustsPool: pool.isExhausted)
  }

  /// Takes an answer; it counts from the next ``refit()`` on.
  ///
  /// Several annotators may answer the same document; an annotator's later answer
  /// replaces the earlier one.
  /// - Parameters:
  ///   - answer: The answer; about any document that is not withheld.
  ///   - item: How the document was chosen, where this learner did not choose it
  ///     itself: for answers of a session that is resumed.
  /// - Throws: ``ActiveLearningError/unknownClass(index:classCount:)``.
  package mutating func record(
    _ answer: AnnotatorAnswer,
    chosenAs item: QueryItem? = nil
  ) throws(ActiveLearningError) {
    precondition(pool[answer.row] != .withheld, "nobody is asked about withheld documents")
    guard (0..<inputs.labelSpace.classCount).contains(answer.classIndex) else {
      throw .unknownClass(index: answer.classIndex, classCount: inputs.labelSpace.classCount)
    }
    joint.add(answer)
    if order[answer.row] == nil {
      order[answer.row] = Labeled(place: answerCount, item: item ?? asked[answer.row])
      answerCount += 1
    }
    asked[answer.row] = nil
    pool[answer.row] = .labeled
  }

  /// Marks a document as one that nobody would label; it is not asked about again.
  package mutating func skip(_ row: Int) {
    pool.skip(row)
    if pool[row] == .skipped { asked[row] = nil }
  }

  /// Marks an open document as asked about: by a question of an earlier run of the session.
  package mutating func hold(_ item: QueryItem) {
    if pool.hold(item.row) { asked[item.row] = item }
  }

  /// Opens a document again that was asked about or skipped, but not answered.
  package mutating func release(_ row: Int) {
    guard pool[row] == .asked || pool[row] == .skipped else { return }
    asked[row] = nil
    pool[row] = .unlabeled
  }

  /// Takes an answer back; the document is open again when it was the only one.
  ///
  /// - Returns: Whether there was such an answer.
  @discardableResult
  package mutating func retract(row: Int, annotator: String) -> Bool {
    guard joint.removeAnswer(row: row, annotator: annotator) else { return false }
    if joint.answers.answers(forRow: row).isEmpty {
      order[row] = nil
      pool[row] = .unlabeled
    }
    return true
  }

  /// What strategies see at this time.
  package var situation: QuerySituation {
    var situation = QuerySituation(
      labelSpace: inputs.labelSpace,
      candidates: pool.rows(in: .unlabeled)
    )
    let settled = joint.settledClasses().sorted { $0.key < $1.key }
    situation.labeledRows = settled.map { Int32(truncatingIfNeeded: $0.key) }
    situation.labels = settled.map(\.value)
    situation.votes = inputs.hasFunctions ? inputs.votes : nil
    situation.features = inputs.features
    situation.posteriors = posteriors
    if let features = inputs.features {
      situation.trainer = EndModelTrainer(
        features: features,
        model: options.endModel,
        threadCount: options.threadCount
      )
    }
    return situation
  }

  /// The most probable class of documents, as of the last refit.
  ///
  /// Without any model it is the class with most answers; abstain without answers.
  /// - Parameters:
  ///   - rows: The documents.
  ///   - source: Whose probabilities count.
  /// - Returns: A class or abstain per document, in their order.
  package func predictions(of rows: [Int], by source: PosteriorSource = .joint) -> [Vote] {
    if let posterior = posteriors[source] {
      return rows.map { TieBreaking.abstain.label(of: posterior[$0]) }
    }
    var counts = [Int](repeating: 0, count: inputs.labelSpace.classCount)
    for vote in joint.settledClasses().values { counts[vote.classIndex] += 1 }
    let vote = TieBreaking.abstain.label(of: counts.map(Double.init))
    return rows.map { _ in vote }
  }

  /// What stopping criteria go by.
  package var evidence: StoppingEvidence {
    let settled = joint.settledClasses()
    let labeled = order.sorted { $0.value.place < $1.value.place }.map { row, entry in
      StoppingEvidence.Labeled(
        row: row,
        says: settled[row].map { .oneClass($0.classIndex) } ?? .skipped,
        isRandomDraw: entry.item?.strategy == RandomSampling.name
      )
    }
    return StoppingEvidence(
      labelSpace: inputs.labelSpace,
      documentCount: pool.askableCount,
      labeled: labeled,
      skippedCount: pool.count(of: .skipped),
      rounds: rounds
    )
  }
}
