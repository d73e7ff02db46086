/// What an end model says of every document, and how it fared where it had not seen the answer.
package struct EndModelEvidence: Sendable {
  /// Scores of the classes for each document, row-major *n* × *k*: logarithms of
  /// probabilities up to a constant per document.
  package var scores: [Double]
  /// *b*: class balance that the model was trained with.
  package var balance: [Double]
  /// Documents whose scores are known from a model trained without them, ascending.
  package var heldOutRows: [Int]
  /// Scores of these documents, in the same order.
  package var heldOutScores: [Double]

  /// Creates evidence.
  package init(
    scores: [Double],
    balance: [Double],
    heldOutRows: [Int] = [],
    heldOutScores: [Double] = []
  ) {
    precondition(heldOutScores.count == heldOutRows.count * balance.count, "scores per row")
    self.scores = scores
    self.balance = balance
    self.heldOutRows = heldOutRows
    self.heldOutScores = heldOutScores
  }

  /// log (*r*(*y*) / *b*(*y*)) of a row of scores, up to a constant.
  func logRatio(_ scores: ArraySlice<Double>, _ logBalance: [Double]) -> [Double] {
    zip(scores, logBalance).map { $0 - $1 }
  }

  /// log *b*; a class that was not trained with counts as one in a million.
  var logBalance: [Double] { balance.map { AdditiveScores.logarithm(max($0, 1e-6)) } }
}
