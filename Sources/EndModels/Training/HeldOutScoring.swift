package import LabelingCore
internal import Synchronization

/// Scores of documents by models that have not seen their labels.
package struct HeldOutScoring: Sendable {
  /// Number of folds.
  package static let foldCount = 5

  /// The rows that were held out, in order.
  package let rows: [Int]
  /// Their scores, in the same order.
  package let scores: ClassScores

  /// Trains once per fold without the fold's rows and scores them.
  ///
  /// The *i*-th of the rows is in fold *i* mod folds.
  /// - Parameters:
  ///   - rows: Which rows of the training set are held out in turn.
  ///   - set: The training set.
  ///   - model: The model.
  ///   - start: Where each fit starts from; `nil` for the origin. A fit that
  ///     converges ends at the same place from anywhere.
  ///   - threadCount: Number of threads; `nil` for one per processor.
  /// - Throws: What training throws; a fold without a class is no reason.
  package init(
    of rows: [Int],
    in set: TrainingSet,
    by model: any EndModel,
    from start: FittedEndModel? = nil,
    threadCount: Int? = nil
  ) throws(EndModelError) {
    let classCount = set.labelSpace.classCount
    let folds = Folds(rows: rows, set: set, model: model, start: start)
    let foldCount = min(Self.foldCount, rows.count)
    let threads = threadCount ?? FixedChunks.processorCount
    // A small fit is not worth several threads, but the folds are.
    let isSmall = set.features.entryCount < 1 << 20
    let outcomes = Mutex<[Int: Result<[Double], EndModelError>]>([:])
    FixedChunks.run(chunkCount: foldCount, threadCount: isSmall ? threads : 1) { fold in
      let outcome = folds.scores(of: fold, threadCount: isSmall ? 1 : threads)
      outcomes.withLock { $0[fold] = outcome }
    }
    let found = outcomes.withLock { $0 }
    var values = [Double](repeating: 0, count: rows.count * classCount)
    for fold in 0..<foldCount {
      guard let scores = try found[fold]?.get(), !scores.isEmpty else { continue }
      for (index, place) in stride(from: fold, to: rows.count, by: Self.foldCount).enumerated() {
        for y in 0..<classCount {
          values[place * classCount + y] = scores[index * classCount + y]
        }
      }
    }
    self.rows = rows
    self.scores = ClassScores(classCount: classCount, values: values)
  }

  /// Probabilities of held-out rows, each at the temperature that the other folds speak for.
  ///
  /// - Parameter gold: Known class of each held-out row.
  /// - Returns: A row per held-out row.
  package func calibrated(gold: [Vote]) -> SoftLabels {
    let classCount = scores.classCount
    var soft = SoftLabels(uniformRows: rows.count, classCount: classCount)
    for fold in 0..<min(Self.foldCount, rows.count) {
      let others = gold.indices.map { $0 % Self.foldCount == fold ? Vote.abstain : gold[$0] }
      let temperature = Temperature.fitted(to: scores, gold: others)
      let probabilities = scores.probabilities(temperature: temperature, threadCount: 1)
      for place in rows.indices where place % Self.foldCount == fold {
        soft[row: place] = probabilities[row: place]
      }
    }
    return soft
  }

  /// What a fold is trained and scored with.
  private struct Folds: Sendable {
    let rows: [Int]
    let set: TrainingSet
    let model: any EndModel
    let start: FittedEndModel?

    /// Scores of a fold's rows; none when nothing can be learned without them.
    func scores(of fold: Int, threadCount: Int) -> Result<[Double], EndModelError> {
      let held = stride(from: fold, to: rows.count, by: HeldOutScoring.foldCount).map { rows[$0] }
      let isHeld = Set(held)
      do throws(EndModelError) {
        let fitted = try model.fitted(
          to: set.selecting(rows: (0..<set.features.rowCount).filter { !isHeld.contains($0) }),
          from: start,
          threadCount: threadCount
        )
        let features = set.features.selecting(rows: held)
        return .success(fitted.scores(of: features, threadCount: threadCount).values)
      } catch {
        switch error {
        // All classes stay equal.
        case .tooFewClasses, .noDocuments: return .success([])
        default: return .failure(error)
        }
      }
    }
  }
}
