package import LabelingCore

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
    var foldOfRow = [Int8](repeating: -1, count: set.features.rowCount)
    for (place, row) in rows.enumerated() { foldOfRow[row] = Int8(place % Self.foldCount) }
    var values = [Double](repeating: 0, count: rows.count * classCount)
    for fold in 0..<min(Self.foldCount, rows.count) {
      let kept = foldOfRow.indices.filter { foldOfRow[$0] != fold }
      let places = rows.indices.filter { $0 % Self.foldCount == fold }
      let fitted: FittedEndModel
      do {
        fitted = try model.fitted(
          to: set.selecting(rows: kept),
          from: start,
          threadCount: threadCount
        )
      } catch .tooFewClasses, .noDocuments {
        // Nothing can be learned without these rows: all classes stay equal.
        continue
      }
      let held = set.features.selecting(rows: places.map { rows[$0] })
      let scores = fitted.scores(of: held, threadCount: threadCount)
      for (index, place) in places.enumerated() {
        for y in 0..<classCount {
          values[place * classCount + y] = scores.values[index * classCount + y]
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
}
