/// The probabilities of one document's classes as sums of log-odds, part by part.
///
/// Prior, silence and statements of a class add up to log-odds; the probability is half that of
/// the log-odds, half the vote share, or what gold says.
package struct MultiLabelExplanation: Hashable, Sendable, Codable {
  /// One class.
  package struct ClassPart: Hashable, Sendable, Codable {
    /// The class.
    package var name: String
    /// Log-odds before any vote or silence.
    package var prior: Double
    /// Log-odds that all who do not speak of the class add together.
    package var silence: Double
    /// What was said of the class.
    package var statements: [Statement]
    /// The probability that the log-odds come to.
    package var raw: Double
    /// The smoothed share of statements that the class is present.
    package var voteShare: Double
    /// Whether the class is present by gold; `nil` where that is not known.
    package var gold: Bool?
    /// The probability shown.
    package var probability: Double
    /// The class is present above it.
    package var threshold: Double

    private enum CodingKeys: String, CodingKey {
      case name
      case prior
      case silence
      case statements
      case raw
      case voteShare = "vote_share"
      case gold
      case probability
      case threshold
    }
  }

  /// What a voter says of a class.
  package struct Statement: Hashable, Sendable, Codable {
    /// The voter.
    package var voter: String
    /// Whether it says that the class is present.
    package var isPresent: Bool
    /// The log-odds that it adds.
    package var logOdds: Double

    private enum CodingKeys: String, CodingKey {
      case voter
      case isPresent = "present"
      case logOdds = "log_odds"
    }
  }

  /// The classes, in their order.
  package var classes: [ClassPart]
}
