/// What a labeling function's vote means as far as its set of classes and all votes tell.
struct PrecisionAnchor {
  private let balance: [Double]
  private let flatShares: [Double]
  private let parameters: PooledParameters

  init(_ parameters: PooledParameters) {
    self.parameters = parameters
    balance = parameters.balance
    flatShares = parameters.flatShares
  }

  /// ρ_S(*y*): the anchor of *P*(*y* | vote for *S*).
  ///
  /// The cap at half of *p_y* keeps a rare or never voted class from winning
  /// through the term −(*k* − 1) log *p_y*.
  func precisions(ofSet classes: [Int], accuracy: Double) -> [Double] {
    var precisions = balance.indices.map { y in
      min((1 - accuracy) * (0.1 * balance[y] + 0.9 * flatShares[y]), 0.5 * balance[y])
    }
    var (share, flat) = (0.0, 0.0)
    for y in classes {
      precisions[y] = 0
      share += balance[y]
      flat += flatShares[y]
    }
    let inside = 1 - precisions.reduce(0, +)
    for y in classes {
      precisions[y] = inside * (0.5 * balance[y] / share + 0.5 * flatShares[y] / flat)
    }
    return precisions
  }

  /// The anchor of a vote for a set that may never have been voted for.
  func precisions(ofSet classes: [Int]) -> [Double] {
    if let known = parameters.sets.first(where: { $0.classes == classes }) {
      return precisions(ofSet: classes, accuracy: known.accuracy)
    }
    let chance = classes.reduce(0) { $0 + flatShares[$1] } / Double(classes.count)
    let knowledge = parameters.knowledge
    return precisions(ofSet: classes, accuracy: knowledge + (1 - knowledge) * chance)
  }
}
