package import LabelIO

/// How documents are drawn.
package enum SampleDesign: Sendable {
  /// All sets of documents are equally likely.
  case simple
  /// The same in one pass, with the sample in memory: for streams.
  case reservoir
  /// This many of each value of a field.
  case stratified(field: String)
  /// This many of each vote pattern, by id.
  case votePatterns(VoteTable)
  /// In proportion to a numeric field.
  case weighted(field: String)
  /// In proportion to the entropy of the labels' probabilities, plus a tenth of its mean,
  /// so that sure documents are drawn now and then too.
  case uncertainty
}

/// How many documents are drawn.
package enum SampleSize: Hashable, Sendable {
  /// This many.
  case count(Int)
  /// This share of all, rounded.
  case share(Double)

  func count(of rowCount: Int) -> Int {
    switch self {
    case .count(let count): min(count, rowCount)
    case .share(let share): min(rowCount, Int((share * Double(rowCount)).rounded()))
    }
  }
}
