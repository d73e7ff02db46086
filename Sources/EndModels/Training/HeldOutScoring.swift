package import LabelingCore
internal import Threads

/// Scores of documents by models that have not seen their labels.
package struct HeldOutScoring: Sendable {
  /// Number of folds.
  package static let foldCount = 5

  /// The rows that were held out, in order.
  package let rows: [Int]
  /// Their scores, in the same order.
  package let scores: ClassScores
  private let folds: Folds
  private let threadCount: Int

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
  /// - Throws: What training throws; a fold without a class throws nothing.
  package init(
    of rows: [Int],
    in set: TrainingSet,
    by model: any EndModel,
    from start: FittedEndModel? = nil,
    threadCount: Int? = nil
  ) throws(EndModelError) {
    folds = Folds(rows: rows, set: set, model: model, start: start)
    self.threadCount = threadCount ?? FixedChunks.processorCount
    let parts = try folds.scores(without: folds.numbers.map { [$0] }, self.threadCount)
    self.rows = rows
    scores = folds.assembled(folds.numbers.map { parts[$0][0] })
  }

  /// Probabilities of held-out rows, each at the temperature that the other folds speak for.
  ///
  /// A row's probabilities depend on nothing that its gold label went into. Where the model learns
  /// from the gold labels themselves, the scores that a temperature is fitted to come from models
  /// that have seen neither their own fold nor the one that is judged.
  /// - Parameters:
  ///   - gold: Known class of each held-out row.
  ///   - isLearnedFrom: Whether the training set's targets are these gold labels.
  /// - Returns: A row per held-out row.
  /// - Throws: What training throws.
  /// - Complexity: Ten more fits where gold is learned from.
  package func calibrated(
    gold: [Vote],
    isLearnedFrom: Bool
  ) throws(EndModelError) -> SoftLabels {
    let numbers = folds.numbers
    var soft = SoftLabels(uniformRows: rows.count, classCount: scores.classCount)
    let pairs = numbers.flatMap { f in numbers.filter { $0 > f }.map { [f, $0] } }
    let parts = isLearnedFrom ? try folds.scores(without: pairs, threadCount) : []
    for fold in numbers {
      var inner = scores
      if isLearnedFrom {
        inner = folds.assembled(
          numbers.map { other in
            guard let pair = pairs.firstIndex(of: [min(fold, other), max(fold, other)]) else {
              return []
            }
            return parts[pair][other < fold ? 0 : 1]
          }
        )
      }
      let others = gold.indices.map { folds.number(of: $0) == fold ? Vote.abstain : gold[$0] }
      let temperature = Temperature.fitted(to: inner, gold: others)
      let probabilities = scores.probabilities(temperature: temperature, threadCount: 1)
      for place in rows.indices where folds.number(of: place) == fold {
        soft[row: place] = probabilities[row: place]
      }
    }
    return soft
  }

  /// What folds are trained and scored with.
  private struct Folds: Sendable {
    let rows: [Int]
    let set: TrainingSet
    let model: any EndModel
    let start: FittedEndModel?

    /// The folds that hold rows.
    var numbers: [Int] { Array(0..<min(HeldOutScoring.foldCount, rows.count)) }

    /// The fold of the row at a place among the rows that are held out.
    func number(of place: Int) -> Int { place % HeldOutScoring.foldCount }

    /// Scores of folds by models that were trained without them.
    ///
    /// - Parameters:
    ///   - held: Lists of folds; a model is trained for each.
    ///   - threadCount: Number of threads.
    /// - Returns: For each list, and each of its folds, the scores of its rows; none when nothing
    ///   can be learned without them.
    /// - Throws: What training throws.
    func scores(
      without held: [[Int]],
      _ threadCount: Int
    ) throws(EndModelError) -> [[[Double]]] {
      // A small fit is not worth several threads, but the folds are.
      let isSmall = set.features.entryCount < 1 << 20
      let outcomes = FixedChunks.map(
        chunkCount: held.count,
        threadCount: isSmall ? threadCount : 1
      ) { index in
        scores(of: held[index], threadCount: isSmall ? 1 : threadCount)
      }
      var all: [[[Double]]] = []
      for outcome in outcomes { all.append(try outcome.get()) }
      return all
    }

    /// The scores of all rows, from those of each fold; 0 where there are none.
    func assembled(_ parts: [[Double]]) -> ClassScores {
      let classCount = set.labelSpace.classCount
      var values = [Double](repeating: 0, count: rows.count * classCount)
      for (fold, scores) in parts.enumerated() where !scores.isEmpty {
        for (index, place) in places(in: fold).enumerated() {
          for y in 0..<classCount {
            values[place * classCount + y] = scores[index * classCount + y]
          }
        }
      }
      return ClassScores(classCount: classCount, values: values)
    }

    private func places(in fold: Int) -> StrideTo<Int> {
      stride(from: fold, to: rows.count, by: HeldOutScoring.foldCount)
    }

    private func scores(
      of folds: [Int],
      threadCount: Int
    ) -> Result<[[Double]], EndModelError> {
      let held = folds.map { places(in: $0).map { rows[$0] } }
      let isHeld = Set(held.joined())
      do throws(EndModelError) {
        let fitted = try model.fitted(
          to: set.selecting(rows: (0..<set.features.rowCount).filter { !isHeld.contains($0) }),
          from: start,
          threadCount: threadCount
        )
        return .success(
          held.map { rows in
            let features = set.features.selecting(rows: rows)
            return fitted.scores(of: features, threadCount: threadCount).values
          }
        )
      } catch {
        switch error {
        // All classes stay equal.
        case .tooFewClasses, .noDocuments: return .success(held.map { _ in [] })
        default: return .failure(error)
        }
      }
    }
  }
}
