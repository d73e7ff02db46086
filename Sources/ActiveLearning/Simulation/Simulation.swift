internal import LabelingCore
internal import Synchronization
internal import Threads

/// Compares ways to label by replaying sessions with gold labels as the answers.
///
/// A repeat draws one split into askable and withheld documents for all arms, so that
/// arms can be compared repeat by repeat. Withheld documents' gold labels are used to
/// measure with and for nothing else; their votes and features are known to the models,
/// as those of all unlabeled documents are.
package struct Simulation: Sendable {
  private let corpus: SimulationCorpus
  private let plan: SimulationPlan

  /// Prepares a simulation.
  package init(of corpus: SimulationCorpus, plan: SimulationPlan) {
    self.corpus = corpus
    self.plan = plan
  }

  /// Runs every session.
  ///
  /// - Parameter onProgress: Called with the number of finished sessions, on any thread.
  /// - Returns: The curves of each arm, in the order of the repeats.
  /// - Throws: What a strategy throws.
  package func run(
    onProgress: @escaping @Sendable (_ done: Int) -> Void = { _ in }
  ) throws(ActiveLearningError) -> [[LearningCurve]] {
    let jobs = Jobs()
    let (corpus, plan) = (corpus, plan)
    FixedChunks.run(
      chunkCount: plan.repeats * plan.arms.count,
      threadCount: plan.threadCount ?? FixedChunks.processorCount
    ) { job in
      guard !jobs.hasFailed else { return }
      var seeds = SeededGenerator(seed: plan.seed &+ UInt64(job / plan.arms.count))
      let session = SimulatedSession(
        corpus: corpus,
        plan: plan,
        arm: plan.arms[job % plan.arms.count],
        seed: seeds.next()
      )
      do throws(ActiveLearningError) {
        onProgress(jobs.finish(job, with: try session.curve()))
      } catch {
        jobs.fail(error)
      }
    }
    let curves = try jobs.outcome()
    return plan.arms.indices.map { arm in
      (0..<plan.repeats).compactMap { curves[$0 * plan.arms.count + arm] }
    }
  }

  /// What the sessions led to so far.
  private final class Jobs: Sendable {
    private let state = Mutex<(curves: [Int: LearningCurve], error: ActiveLearningError?)>(
      ([:], nil)
    )

    var hasFailed: Bool { state.withLock { $0.error != nil } }

    func finish(_ job: Int, with curve: LearningCurve) -> Int {
      state.withLock {
        $0.curves[job] = curve
        return $0.curves.count
      }
    }

    func fail(_ error: ActiveLearningError) { state.withLock { $0.error = $0.error ?? error } }

    func outcome() throws(ActiveLearningError) -> [Int: LearningCurve] {
      let (curves, error) = state.withLock { ($0.curves, $0.error) }
      if let error { throw error }
      return curves
    }
  }
}
