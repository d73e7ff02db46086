package import EndModels
internal import LabelingCore

/// What a simulation compares, and how often.
package struct SimulationPlan: Sendable {
  /// The ways to label.
  package var arms: [SimulationArm]
  /// How documents are chosen while a strategy lacks answers to learn from.
  package var coldStart = RandomSampling.name
  /// Number of sessions of each arm, each with another split and other chances.
  package var repeats = 20
  /// Labeled documents at the end of a session.
  package var budget = 500
  /// Documents of a batch.
  package var batchSize = 10
  /// What every chance follows from.
  package var seed = SeededGenerator.defaultSeed
  /// Share of the documents that is withheld to measure with.
  package var withheldShare = 0.3
  /// The classifier that is trained after each batch.
  package var endModel: any EndModel = LearnerOptions.defaultEndModel
  /// Number of sessions that run at once; changes no result.
  package var threadCount: Int?

  /// Plans the comparison of these arms.
  package init(arms: [SimulationArm]) { self.arms = arms }
}
