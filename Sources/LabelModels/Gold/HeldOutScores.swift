internal import LabelingCore
internal import RealModule

/// How probabilities fare on held-out gold labels, document by document.
struct HeldOutScores {
  /// The label of each document: its most probable class; abstain in a tie and without votes.
  private(set) var labels: [Vote]
  /// The gold label of each document.
  private(set) var golds: [Vote]
  /// Minus the logarithm of the gold class' probability, at least of 1e−6.
  private(set) var losses: [Double]
  /// Minus the logarithm of the runner-up's probability: the loss had the surest class been wrong.
  private var surprises: [Double]

  /// The losses and that of one imaginary document on which the surest class is wrong.
  ///
  /// A few gold labels rarely contain the error that an overconfident model pays for.
  var guardedLosses: [Double] { losses + [Mean(surprises).value] }

  /// Accuracy and coverage of the labels.
  var labelAccuracy: LabelAccuracy {
    LabelComparison(first: labels, second: labels, gold: golds).first
  }

  init(count: Int) {
    labels = [Vote](repeating: .abstain, count: count)
    golds = labels
    losses = [Double](repeating: 0, count: count)
    surprises = losses
  }

  /// Scores one document's probabilities, given for votes of a fold.
  mutating func note(
    _ probabilities: some Collection<Double>,
    of held: GoldFolds.Held,
    in votes: VotePatterns
  ) {
    let gold = Array(probabilities)[held.gold]
    let isVoted = !votes.entries(of: held.pattern).isEmpty
    labels[held.place] = isVoted ? TieBreaking.abstain.label(of: probabilities) : .abstain
    golds[held.place] = Vote(classIndex: held.gold)
    losses[held.place] = -Double.log(min(max(gold, 1e-6), 1))
    let runnerUp = probabilities.sorted().dropLast().last ?? 1
    surprises[held.place] = -Double.log(min(max(runnerUp, 1e-6), 1))
  }

  /// A mean with its interval.
  struct Mean {
    var value: Double
    var standardError: Double

    var interval: Interval { Interval(mean: value, standardError: standardError) }

    init(_ values: [Double]) {
      let count = Double(values.count)
      let mean = values.reduce(0, +) / max(count, 1)
      value = mean
      let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      standardError = count > 1 ? (squares / (count - 1) / count).squareRoot() : 0
    }
  }
}
