internal import LabelingCore
internal import RealModule

/// Confusion matrices of annotators, θ_a[*y*, *v*] = *P*(*a* answers *v* | class *y*).
///
/// Documents that several people answered are fitted with the pooled model's
/// mode for annotators, apart from the functions: people judge people. With
/// *n_a* such answers of an annotator, trust *s* answers' worth,
///
/// θ_a = (*n_a* θ_a^fit + *s* θ_a^0) / (*n_a* + *s*)
///
/// where θ_a^0 is right with the expected accuracy and spreads errors evenly.
/// Someone who shares no document with others keeps the expected accuracy.
package struct AnnotatorQuality: Sendable {
  /// The annotators, by name.
  package let annotators: [String]
  /// Answers of each annotator on documents that others answered too.
  package let sharedAnswers: [Int]
  /// θ by annotator, as `classCount` rows (true) of `classCount` (given).
  package let confusion: [[Double]]
  private let classCount: Int
  private let places: FieldTable

  init(of answers: JointAnswers, labelSpace: LabelSpace, trust: AnnotatorPrior) {
    let names = answers.annotators
    let places = FieldTable(names)
    var builder = VotePatterns.Builder(voters: names, labelSpace: labelSpace)
    var shared = [Int](repeating: 0, count: names.count)
    for row in answers.rows {
      let given = answers.answers(forRow: row)
      guard given.count > 1 else { continue }
      builder.append(
        entries: given.compactMap { answer in
          guard let place = places.index(of: answer.annotator) else { return nil }
          shared[place] += 1
          return VotePatterns.Entry(voter: place, ballot: answer.classIndex)
        }
      )
    }
    let votes = builder.finish()
    let fit =
      votes.rowCount > 0 ? try? PooledLabelModel(mode: .annotators).fitted(to: votes) : nil
    let classCount = labelSpace.classCount
    confusion = names.indices.map { place in
      let accuracy = trust.accuracy(of: names[place])
      var matrix = Self.expected(accuracy, classCount: classCount)
      guard let fit, shared[place] > 0 else { return matrix }
      let fitted = Self.matrix(of: place, from: fit.parameters.votes, classCount: classCount)
      let weight = Double(shared[place]) / (Double(shared[place]) + trust.priorAnswers)
      for cell in matrix.indices { matrix[cell] += weight * (fitted[cell] - matrix[cell]) }
      return matrix
    }
    self.classCount = classCount
    self.places = places
    annotators = names
    sharedAnswers = shared
  }

  /// Probability that an annotator is right when all classes are as frequent.
  package func accuracy(of annotator: String) -> Double? {
    places.index(of: annotator).map { place in
      (0..<classCount).reduce(0) { $0 + confusion[place][$1 * classCount + $1] }
        / Double(classCount)
    }
  }

  /// Σ_a log θ_a[*y*, *v_a*] for each class.
  func logLikelihoods(of answers: [AnnotatorAnswer]) -> [Double] {
    var sums = [Double](repeating: 0, count: classCount)
    for answer in answers {
      guard let place = places.index(of: answer.annotator) else { continue }
      for y in 0..<classCount {
        sums[y] += Double.log(max(confusion[place][y * classCount + answer.classIndex], 1e-12))
      }
    }
    return sums
  }

  /// The class that answers alone make probable enough, were all classes as frequent.
  func settled(_ answers: [AnnotatorAnswer], probability: Double) -> Vote {
    let scores = logLikelihoods(of: answers)
    guard let largest = scores.max() else { return .abstain }
    let sum = scores.reduce(0) { $0 + Double.exp($1 - largest) }
    guard 1 / sum >= probability, let best = scores.firstIndex(of: largest) else {
      return .abstain
    }
    return Vote(classIndex: best)
  }

  private static func expected(_ accuracy: Double, classCount: Int) -> [Double] {
    (0..<(classCount * classCount)).map { cell in
      cell / classCount == cell % classCount
        ? accuracy : (1 - accuracy) / Double(max(classCount - 1, 1))
    }
  }

  /// A fitted matrix; answers never given share what is left of each row.
  private static func matrix(of voter: Int, from rows: PairRows, classCount: Int) -> [Double] {
    var matrix = [Double](repeating: -1, count: classCount * classCount)
    for (row, key) in rows.keys.enumerated() where key.voter == voter {
      for y in 0..<classCount { matrix[y * classCount + key.classes[0]] = rows.rows[row, y] }
    }
    for y in 0..<classCount {
      let cells = (y * classCount)..<((y + 1) * classCount)
      let known = cells.filter { matrix[$0] >= 0 }.reduce(0) { $0 + matrix[$1] }
      let unknown = cells.filter { matrix[$0] < 0 }
      for cell in unknown { matrix[cell] = max(1 - known, 0) / Double(unknown.count) }
    }
    return matrix
  }
}
