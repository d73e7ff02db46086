internal import RealModule

/// How much more the vote shares weigh, by gold labels held out in turns.
///
/// A few weights are averaged with the probability that each gives the held-out gold labels,
/// half of the prior on the blend as it is.
struct Stacking {
  /// ᾱ: the weight of the vote shares besides the blend.
  let share: Double

  private static let shares = [0, 0.25, 0.5, 0.75, 1]
  private static let foldCount = 5

  /// Fits the model once per fold; `nil` with fewer than 20 gold labels, or where they are no
  /// random sample.
  init?(
    of model: PooledLabelModel,
    on table: PairTable,
    learned: LearnedParameters<PooledParameters>,
    options: FitOptions
  ) {
    guard let gold = learned.facts.gold, gold.randomness == 1,
      gold.documents.reduce(0, +) >= Double(GoldCheck.leastGold)
    else { return nil }
    // The reading of silence is the same for all folds.
    var fixed = model
    fixed.mode = learned.parameters.mode
    fixed.discountsRelatives = model.discountsRelatives ?? (model.mode != .annotators)
    var mixed: [Double] = []
    var shared: [Double] = []
    for fold in 0..<Self.foldCount {
      let (held, classes, places) = table.holdingGold(of: fold, in: Self.foldCount)
      guard !places.isEmpty else { continue }
      let parameters = fixed.learnWithoutStacking(from: held, start: nil, options: options)
        .parameters
      let posteriors = fixed.posteriors(of: held, with: parameters, options: options)
      let mixture = fixed.mixture(of: held, with: parameters, options: options)
      for (place, y) in zip(places, classes) {
        mixed.append(posteriors[place, y])
        shared.append(mixture.parts(ofRow: place).shares[y])
      }
    }
    let logs = Self.shares.enumerated().map { index, share in
      zip(mixed, shared).reduce(Double.log(index == 0 ? 0.5 : 0.125)) {
        $0 + Double.log(max((1 - share) * $1.0 + share * $1.1, 1e-6))
      }
    }
    let largest = logs.max() ?? 0
    let weights = logs.map { Double.exp($0 - largest) }
    share =
      zip(Self.shares, weights).reduce(0) { $0 + $1.0 * $1.1 } / weights.reduce(0, +)
  }
}
