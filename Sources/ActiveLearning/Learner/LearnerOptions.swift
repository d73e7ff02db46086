package import EndModels
package import LabelModels
internal import LabelingCore
internal import Threads

/// How a session learns and asks.
package struct LearnerOptions: Sendable {
  /// How documents are chosen.
  package var strategy: any QueryStrategy
  /// How they are chosen while the strategy lacks answers to learn from.
  package var coldStart: any QueryStrategy
  /// Seed of the random choices.
  package var seed: UInt64
  /// The classifier that is trained after each batch; not to the last digit, as the next follows soon.
  package var endModel: any EndModel = Self.defaultEndModel
  /// How far annotators are trusted.
  package var trust = AnnotatorPrior()
  /// What the functions' soft labels weigh together when the end model is trained, in answers.
  package var softLabelWeight = 100.0
  /// Most documents whose soft labels the end model is trained on, drawn once at random.
  package var softLabelLimit = 2000
  /// Documents of the stop set.
  package var stopSetSize = 1000
  /// Number of threads; changes no result.
  package var threadCount: Int

  /// The classifier unless another is asked for.
  package static let defaultEndModel: any EndModel = LogisticRegression(tolerance: 3e-4)

  /// Creates options.
  ///
  /// - Parameters:
  ///   - strategy: How documents are chosen.
  ///   - coldStart: How they are chosen while the strategy lacks answers.
  ///   - seed: What every chance follows from.
  ///   - threadCount: Number of threads; `nil` for one per processor.
  package init(
    strategy: any QueryStrategy = StrategyCatalogue.defaultStrategy,
    coldStart: any QueryStrategy = RandomSampling(),
    seed: UInt64 = SeededGenerator.defaultSeed,
    threadCount: Int? = nil
  ) {
    self.strategy = strategy
    self.coldStart = coldStart
    self.seed = seed
    self.threadCount = threadCount ?? FixedChunks.processorCount
  }
}

extension LearnerOptions {
  /// Chooses documents by the strategy, or by the cold start while that lacks answers.
  ///
  /// - Parameters:
  ///   - count: How many.
  ///   - situation: What is known.
  ///   - number: Number of the query; each has its own chances.
  /// - Returns: The documents, the most useful first.
  /// - Throws: What the strategy throws.
  func items(
    _ count: Int,
    in situation: QuerySituation,
    number: Int
  ) throws(ActiveLearningError) -> [QueryItem] {
    precondition(count > 0, "a batch has a document")
    var generator = generator(stream: UInt64(number))
    do { return try strategy.query(count, in: situation, using: &generator) } catch .missing(
      let need,
      _
    ) where need == .answers || need == .posterior {
      return try coldStart.query(count, in: situation, using: &generator)
    }
  }

  /// The stop set, and the documents whose soft labels classifiers are trained on: drawn once.
  func fixedRows(of inputs: LearnerInputs, in pool: Pool) -> (stopSet: [Int], soft: [Int]) {
    let rows = pool.rows(in: .unlabeled)
    var generator = generator(stream: .max)
    let stopSet = Draw.rows(stopSetSize, of: rows, using: &generator).map(Int.init).sorted()
    let votes = inputs.votes
    let voted = rows.filter { !votes.entries(of: Int(votes.patternOfRow[Int($0)])).isEmpty }
    let soft = Draw.sample(of: voted, atMost: softLabelLimit, using: &generator).map(Int.init)
    return (stopSet, soft)
  }

  /// What settled documents and then soft labels weigh in training; `nil` for 1 each.
  func weights(settledCount: Int, softCount: Int) -> [Double]? {
    guard softCount > 0 else { return nil }
    let softWeight = min(1, softLabelWeight / Double(softCount))
    return [Double](repeating: 1, count: settledCount)
      + [Double](repeating: softWeight, count: softCount)
  }

  /// The generator of one query; that of another is independent.
  private func generator(stream: UInt64) -> SeededGenerator {
    var seeds = SeededGenerator(seed: seed)
    return SeededGenerator(seed: seeds.next() ^ stream &* 0xD134_2543_DE82_EF95)
  }
}
