/// The documents of known class, and how far they are a random sample of all.
///
/// Judged from the votes alone: the mean vote share of each class among documents with gold is
/// compared with that among all. What was chosen, such as the documents of one class or those on
/// which the votes disagree, speaks of *P*(vote | class) only.
struct GoldSample {
  /// *r*: 1 for a random sample, 0 for documents that were chosen.
  let randomness: Double
  /// *z*: the largest standardized difference of a class' vote share; 0 where none can be told, and
  /// where the randomness is declared.
  let deviate: Double
  /// *G_n*: documents with gold per class.
  let totals: [Double]

  /// Whether there is any gold.
  var hasGold: Bool { totals.contains { $0 > 0 } }

  /// What is kept of it.
  var facts: LearningFacts.Gold {
    LearningFacts.Gold(randomness: randomness, deviate: deviate, documents: totals)
  }

  /// Judges by weighted votes, unless it is declared.
  init(of table: PairTable, weights: [Double], declared: Double?) {
    let classCount = table.classCount
    var totals = [Double](repeating: 0, count: classCount)
    for x in 0..<table.rowCount where table.gold[x] >= 0 {
      totals[Int(table.gold[x])] += table.counts[x]
    }
    self.totals = totals
    guard declared == nil, totals.contains(where: { $0 > 0 }) else {
      (randomness, deviate) = (declared ?? 1, 0)
      return
    }
    let pairWeights = table.pairWeights(weights)
    var means = [Double](repeating: 0, count: classCount)
    var squares = means
    var goldMeans = means
    var (count, goldCount) = (0.0, 0.0)
    var sums = means
    for x in 0..<table.rowCount {
      let total = table.voteSums(row: x, weights: pairWeights, into: &sums)
      guard total > 0 else { continue }
      let weight = table.counts[x]
      count += weight
      if table.gold[x] >= 0 { goldCount += weight }
      for y in 0..<classCount {
        let share = sums[y] / total
        means[y] += weight * share
        squares[y] += weight * share * share
        if table.gold[x] >= 0 { goldMeans[y] += weight * share }
      }
    }
    guard goldCount > 0 else {
      (randomness, deviate) = (0, 0)
      return
    }
    var largest = 0.0
    for y in 0..<classCount {
      let mean = means[y] / count
      let variance = squares[y] / count - mean * mean
      guard variance > 1e-12 else { continue }
      let error = max(variance * (1 / goldCount - 1 / count), 1e-12).squareRoot()
      largest = max(largest, abs(goldMeans[y] / goldCount - mean) / error)
    }
    deviate = largest
    let isOneClass = totals.count { $0 > 0 } == 1
    randomness = isOneClass ? Ramp.down(largest, 1.5, 2.5) : Ramp.down(largest, 2.5, 4)
  }
}
