internal import ActiveLearning
internal import EndModels
internal import Foundation
internal import LabelStore
internal import LabelingCore
internal import Synchronization

/// Keeps the queue of a session ahead of its annotators.
///
/// A batch is announced with a cutoff, the last event that its choice takes into account, and
/// then chosen in the background. So the queue follows from the seed and the answers alone,
/// whatever the speed of the machine. A process that was killed learns again from nothing when it
/// is started: documents that are as good as equal may then come in another order.
final class BatchPlanner: Sendable {
  private let store: SessionStore
  private let settings: SessionSettings
  private let labelSpace: LabelSpace
  private let votes: VotePatterns?
  private let given: SoftLabels?
  private let corpusCache: CorpusCache
  private let work = BackgroundWork()
  private let learner = Mutex<(any SessionLearner)?>(nil)
  private let latest = Mutex(Published())

  /// What the last fit led to; there may be nothing to go by yet.
  private struct Published {
    var isKnown = false
    var posterior: PoolPosterior?
  }

  init(
    _ store: SessionStore,
    _ settings: SessionSettings,
    labelSpace: LabelSpace,
    votes: VotePatterns?,
    given: SoftLabels?,
    corpusCache: CorpusCache
  ) {
    self.store = store
    self.settings = settings
    self.labelSpace = labelSpace
    self.votes = votes
    self.given = given
    self.corpusCache = corpusCache
  }

  /// The probabilities of the last fit; fits first when there was none.
  func posterior() throws -> PoolPosterior? {
    let known = latest.withLock { $0 }
    if known.isKnown { return known.posterior }
    try learn(upTo: .max) { _, _ in true }
    return latest.withLock { $0.posterior }
  }

  /// Announces the next batch and chooses it in the background.
  func prepare() throws {
    let batch = try store.announceBatch()
    try work.start { try self.choose(batch) }
  }

  /// Waits until the batch that was announced last has been chosen.
  func wait() throws { try work.wait() }

  /// Chooses a batch, unless that has been done since it was announced.
  private func choose(_ batch: SessionStore.Batch) throws {
    guard try store.isAnnounced(batch) else { return }
    try learn(upTo: batch.cutoff) { learner, facts in
      let questions = try learner.choose(settings.batchCount, batch: batch.number)
      let encoder = JSONEncoder()
      encoder.outputFormatting = .sortedKeys
      let figures = try facts.map { String(decoding: try encoder.encode($0), as: UTF8.self) }
      return try store.fill(batch, with: questions, figures: figures)
    }
  }

  /// Brings the learner up to date, then calls `body`, which returns whether the queue has become
  /// what the learner takes it for.
  private func learn(
    upTo cutoff: Int,
    _ body: (inout any SessionLearner, RoundFacts?) throws -> Bool
  ) throws {
    try learner.withLock { kept in
      var learner = try kept ?? made()
      // Made again after an error, as it may then be half in step, and when another process
      // was faster: it then holds documents that nobody is asked about. Never copied.
      kept = nil
      let history = SessionHistory(try store.events(upTo: cutoff))
      let names = AnnotatorNames(of: store.path, try store.annotators())
      let facts = try learner.learn(history, names: names, questions: store.questions())
      let posterior = learner.posterior
      latest.withLock { $0 = Published(isKnown: true, posterior: posterior) }
      if try body(&learner, facts) { kept = learner }
    }
  }

  private func made() throws -> any SessionLearner {
    let corpus = try corpusCache.corpus()
    let features = corpus.features()
    let inputs: LearnerInputs
    if let votes {
      inputs = LearnerInputs(votes: votes, features: features)
    } else if let features {
      inputs = LearnerInputs(labelSpace: labelSpace, features: features)
    } else {
      var builder = VotePatterns.Builder(voters: [], labelSpace: labelSpace)
      for _ in 0..<corpus.count { builder.append(entries: []) }
      inputs = LearnerInputs(votes: builder.finish(), features: nil)
    }
    return settings.labels == .one
      ? try OneClassSessionLearner(settings, inputs: inputs, given: given)
      : try LabelSetSessionLearner(settings, inputs: inputs, given: given)
  }
}
