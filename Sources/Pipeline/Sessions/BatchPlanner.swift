internal import Foundation
internal import LabelStore
internal import LabelingCore
internal import Synchronization

/// Keeps the queue of a session ahead of its annotators.
///
/// A batch is announced with a cutoff, the last event that its choice takes into account, and
/// then chosen in the background. So the queue follows from the seed and the answers alone,
/// whatever the speed of the machine, and when the process is killed in between.
final class BatchPlanner: Sendable {
  private let store: SessionStore
  private let settings: SessionSettings
  private let classCount: Int
  private let documentCount: Int
  private let votes: SessionVotes?
  private let work = BackgroundWork()
  private let latest: Mutex<SessionPosterior?>
  private let hasGivenProbabilities: Bool

  init(
    _ store: SessionStore,
    _ settings: SessionSettings,
    classCount: Int,
    documentCount: Int,
    votes: SessionVotes?,
    given: SoftLabels?
  ) {
    self.store = store
    self.settings = settings
    self.classCount = classCount
    self.documentCount = documentCount
    self.votes = votes
    hasGivenProbabilities = given != nil
    latest = Mutex(given.map { SessionPosterior($0) })
  }

  /// The probabilities of the last fit; fits first when there was none.
  func posterior() throws -> SessionPosterior? {
    if let known = latest.withLock({ $0 }) { return known }
    guard votes != nil else { return nil }
    let fitted = try fit(upTo: .max)
    latest.withLock { if $0 == nil { $0 = fitted } }
    return latest.withLock { $0 }
  }

  /// Announces the next batch and chooses it in the background.
  func prepare() throws {
    let batch = try store.announceBatch()
    try work.start { try self.choose(batch) }
  }

  /// Waits until the batch that was announced last has been chosen.
  func wait() throws { try work.wait() }

  private func choose(_ batch: SessionStore.Batch) throws {
    var figures = BatchFigures(answerCount: 0)
    let events = try store.events(upTo: batch.cutoff)
    let history = SessionHistory(events)
    figures.answerCount = history.answers.count { $0.classIndex != nil }
    let strategy = QuestionStrategy(rawValue: settings.strategy) ?? .random
    let before = latest.withLock { $0 }
    var now = before
    if let votes {
      now = try SessionPosterior(votes, gold: consensus(history))
    }
    var isQueued = [Bool](repeating: false, count: documentCount)
    for question in try store.questions() { isQueued[question.document] = true }
    // Answers that came without a question, such as imported ones.
    for answer in history.answers { isQueued[answer.document] = true }
    let candidates = isQueued.indices.filter { !isQueued[$0] }
    if let now {
      let doubts = candidates.map { 1 - (now[$0].max() ?? 1) }
      if !doubts.isEmpty { figures.meanDoubt = doubts.reduce(0, +) / Double(doubts.count) }
      if let before, batch.number > 0, !hasGivenProbabilities || votes != nil {
        let changed = (0..<documentCount).count { before.best($0) != now.best($0) }
        figures.changedShare = Double(changed) / Double(max(1, documentCount))
      }
    }
    var generator = SplitMix64(seed: settings.seed &+ UInt64(batch.number) &* 0xA076_1D64_78BD_642F)
    let questions = strategy.choose(
      settings.batchCount,
      from: candidates,
      posterior: now,
      using: &generator
    )
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    try store.fill(
      batch,
      with: questions,
      figures: String(decoding: encoder.encode(figures), as: UTF8.self)
    )
    latest.withLock { $0 = now }
  }

  private func fit(upTo cutoff: Int) throws -> SessionPosterior? {
    guard let votes else { return nil }
    return try SessionPosterior(votes, gold: consensus(SessionHistory(store.events(upTo: cutoff))))
  }

  private func consensus(_ history: SessionHistory) -> [Int: Consensus] {
    Consensus.all(
      history.answers,
      adjudications: history.adjudications,
      classCount: classCount
    )
  }
}
