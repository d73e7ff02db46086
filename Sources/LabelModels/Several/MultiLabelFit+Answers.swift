/// Answers of people: whoever speaks of a class was asked about it, and silence says nothing.
extension MultiLabelFit {
  /// The M-step of mode annotators.
  ///
  /// How often a person says that a class is present, where it is and where it is not, is drawn to
  /// what all answers give and that, by half, to *g*, the share of all statements that are right: a
  /// few answers cannot turn what people say into its opposite.
  mutating func learnAnswers(from sums: StatementPass.Sums) {
    var present = (hits: 0.0, misses: 0.0)
    var absent = (hits: 0.0, misses: 0.0)
    for (pair, key) in table.pairs.enumerated() {
      let hits = weights[pair] * sums.hits[pair]
      let misses = weights[pair] * totals[pair] - hits
      if key.isPresent {
        present.hits += hits
        present.misses += misses
      } else {
        absent.hits += hits
        absent.misses += misses
      }
    }
    let all = present.hits + present.misses + absent.hits + absent.misses
    let accuracy = (present.hits + absent.misses + 1) / (all + 2)
    func pooled(_ said: Double, of all: Double, _ anchor: Double) -> Double {
      0.5 * (said + anchor) / (all + 1) + 0.5 * anchor
    }
    let found = pooled(present.hits, of: present.hits + absent.hits, accuracy)
    let invented = pooled(present.misses, of: present.misses + absent.misses, 1 - accuracy)
    func precision(_ count: (hits: Double, misses: Double)) -> Double {
      (count.hits + 0.6) / (count.hits + count.misses + 1)
    }
    parameters.present = MultiLabelParameters.Pool(rate: found, precision: precision(present))
    parameters.absent = MultiLabelParameters.Pool(rate: 1 - found, precision: precision(absent))
    for (pair, key) in table.pairs.enumerated() {
      let own = pairs(of: pair)
      let with = own.reduce(0) { $0 + sums.hits[$1] }
      let without = own.reduce(0) { $0 + totals[$1] } - with
      setRates(
        of: pair,
        sums,
        chances: (with, without),
        anchors: key.isPresent ? (found, invented) : (1 - found, 1 - invented)
      )
    }
  }

  /// The pairs of the same class and voter.
  private func pairs(of pair: Int) -> ClosedRange<Int> {
    func isSame(_ other: Int) -> Bool {
      table.pairs.indices.contains(other) && table.pairs[other].voter == table.pairs[pair].voter
        && table.pairs[other].classIndex == table.pairs[pair].classIndex
    }
    return (isSame(pair - 1) ? pair - 1 : pair)...(isSame(pair + 1) ? pair + 1 : pair)
  }
}
