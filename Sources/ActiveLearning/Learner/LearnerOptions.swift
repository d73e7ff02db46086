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
