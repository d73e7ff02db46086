internal import EndModels
internal import LabelModels
package import LabelingCore
internal import RealModule
internal import Threads

/// A session's state of knowledge where documents may have several classes.
///
/// Every class is a binary problem. For document *i* and class *c*:
///
/// logit *P_ic* = ½ (logit *M_ic* + logit *E_ic*)
///
/// - *M* is the label model of several classes, fitted to the functions' votes with the settled lists
///   as gold, see ``MultiLabelModel``; without functions, what came with the documents.
/// - *E* is a logistic regression for the class alone, over features that all classes share; trained
///   on the settled lists, and on voted documents at what *M* says of them.
///
/// Where there is only one of them, it stands alone. A settled document has its classes and no
/// others. Unlike for one class, neither part is weighted by what it turned out to be worth, and
/// annotators are not judged: what they agree on counts.
package struct MultiLabelLearner: Sendable {
  /// What was known before anybody was asked.
  package let inputs: LearnerInputs
  /// How it learns and asks.
  package let options: LearnerOptions
  /// The documents and what became of each.
  package private(set) var pool: Pool
  /// Classes of the settled documents, ascending.
  package private(set) var labels: [Int: [Int]] = [:]
  /// Probabilities by whose they are, as of the last refit.
  package private(set) var posteriors: [PosteriorSource: PoolPosterior] = [:]
  /// What each refit led to.
  package private(set) var rounds: [RoundFacts] = []
  /// Number of queries so far; set to go on numbering where a resumed session left off.
  package var queryCount = 0
  /// Documents of the stop set, ascending.
  package let stopSet: [Int]
  private let softRows: [Int]
  private let given: SoftLabels?
  private var classifiers: [FittedEndModel?]
  /// The settled documents that the models were fitted with; `nil` before the first fit.
  private var fittedLabels: [Int: [Int]]?

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
    classifiers = [FittedEndModel?](repeating: nil, count: inputs.labelSpace.classCount)
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

  /// Brings all models up to date with the answers.
  ///
  /// - Throws: ``ActiveLearningError/fit(reason:)``.
  package mutating func refit() throws(ActiveLearningError) {
    if fittedLabels != labels {
      do throws(LabelModelError) { try refitLabelModel() } catch {
        throw .fit(reason: error.description)
      }
      refitClassifiers()
      join()
      fittedLabels = labels
    }
    rounds.append(roundFacts())
  }

  // MARK: - Models

  private mutating func refitLabelModel() throws(LabelModelError) {
    guard inputs.hasFunctions else {
      posteriors[.labelModel] = given.map { PoolPosterior($0, kind: .several) }
      return
    }
    let sets = (0..<inputs.documentCount).map { labels[$0] }
    let fitOptions = FitOptions(threadCount: options.threadCount)
    let model = try MultiLabelModel().fitted(
      to: inputs.votes.attaching(goldSets: sets).patterns,
      options: fitOptions
    )
    posteriors[.labelModel] = PoolPosterior(
      try model.probabilities(of: inputs.votes, options: fitOptions),
      of: inputs.votes,
      kind: .several
    )
  }

  private mutating func refitClassifiers() {
    let soft = softRows.filter { labels[$0] == nil }
    guard let features = inputs.features, !(labels.isEmpty && soft.isEmpty) else { return }
    let (classCount, threads) = (inputs.labelSpace.classCount, options.threadCount)
    let settled = labels.sorted { $0.key < $1.key }
    let rows = settled.map(\.key) + soft
    let selected = features.selecting(rows: rows)
    let weights: [Double]? = options.weights(settledCount: settled.count, softCount: soft.count)
    let (model, starts, voted) = (options.endModel, classifiers, posteriors[.labelModel])
    let fitted = FixedChunks.map(chunkCount: classCount, threadCount: threads) { c in
      let shares =
        settled.map { $0.value.contains(c) ? 1.0 : 0 }
        + soft.map { row in voted.map { Self.element(c, of: $0[row]) } ?? 0 }
      let set = TrainingSet(
        features: selected,
        labelSpace: Self.binary,
        targets: SoftLabels(classCount: 2, values: shares.flatMap { [1 - $0, $0] }),
        weights: weights
      )
      return Classifier(
        model: try? model.fitted(to: set, from: starts[c], threadCount: 1),
        features: features,
        // Answers of one kind alone teach nothing but how frequent the class is.
        share: (shares.reduce(0.5, +)) / Double(shares.count + 1)
      )
    }
    classifiers = fitted.map(\.model)
    var values = [Double](repeating: 0, count: inputs.documentCount * classCount)
    for (c, classifier) in fitted.enumerated() {
      for (row, value) in classifier.probabilities.enumerated() {
        values[row * classCount + c] = value
      }
    }
    posteriors[.endModel] = PoolPosterior(
      SoftLabels(classCount: classCount, values: values),
      kind: .several
    )
  }

  /// What was learned of a class.
  private struct Classifier: Sendable {
    let model: FittedEndModel?
    /// Probability of the class for each document.
    let probabilities: [Double]

    init(model: FittedEndModel?, features: FeatureMatrix, share: Double) {
      self.model = model
      guard let model else {
        probabilities = [Double](repeating: share, count: features.rowCount)
        return
      }
      let soft = model.probabilities(of: features, threadCount: 1)
      probabilities = (0..<features.rowCount).map { soft.values[2 * $0 + 1] }
    }
  }

  private mutating func join() {
    let parts = [posteriors[.labelModel], posteriors[.endModel]].compactMap(\.self)
    guard !parts.isEmpty else {
      posteriors[.joint] = nil
      return
    }
    let classCount = inputs.labelSpace.classCount
    var values: [Double] = []
    values.reserveCapacity(inputs.documentCount * classCount)
    for row in 0..<inputs.documentCount {
      if let known = labels[row] {
        values += (0..<classCount).map { known.contains($0) ? 1 : 0 }
      } else if parts.count == 1 {
        values += parts[0][row]
      } else {
        values += zip(parts[0][row], parts[1][row]).map {
          let mean = (Self.logit($0) + Self.logit($1)) / 2
          return 1 / (1 + Double.exp(-mean))
        }
      }
    }
    posteriors[.joint] = PoolPosterior(
      SoftLabels(classCount: classCount, values: values),
      kind: .several
    )
  }

  private func roundFacts() -> RoundFacts {
    let classCount = inputs.labelSpace.classCount
    let predictions =
      posteriors[.endModel] == nil
      ? []
      : self.predictions(of: stopSet, by: .endModel).flatMap { classes in
        (0..<classCount).map { Int16(classes.contains($0) ? 1 : 0) }
      }
    return RoundFacts(
      labelCount: pool.count(of: .labeled),
      predictions: predictions,
      meanUncertainty: posteriors[.joint]?.meanEntropy(of: pool.rows(in: .unlabeled))
    )
  }

  private static let binary = LabelSpace(["absent", "present"])
  /// Probabilities are kept this far from 0 and 1 where their logits are averaged.
  private static let leastProbability = 1e-6

  private static func logit(_ probability: Double) -> Double {
    let p = min(max(probability, leastProbability), 1 - leastProbability)
    return Double.log(p / (1 - p))
  }

  private static func element(_ index: Int, of row: ArraySlice<Double>) -> Double {
    row[row.startIndex + index]
  }
}
