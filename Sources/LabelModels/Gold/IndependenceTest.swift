package import LabelingCore
internal import RealModule

/// Tests, from the votes alone, whether voters are independent given the class.
///
/// Dawid-Skene with silence as an answer is fitted; for every two voters the
/// table of their answers is compared with the one the fit implies (Pearson's
/// statistic over cells of at least five expected documents). Votes drawn from
/// independent functions give a ratio of statistic and degrees of freedom
/// around 0.7 to 1; votes of real labeling functions gave 5.6 to 600. Where the
/// ratio is small and there are votes enough per parameter, the fit can be taken
/// at its word; else the anchors and the blend of the default model are needed.
package struct IndependenceTest: Sendable {
  /// Why the voters are, or are not, taken to be independent.
  package enum Verdict: String, Sendable, Codable {
    /// The votes are as independent voters would give them.
    case independent
    /// Some voters depend on one another.
    case dependent
    /// There are too few voters or votes to tell.
    case tooLittleData
    /// Voters answer documents several times, or there are too many of them.
    case notApplicable
  }

  /// Two voters and how far their answers are from independence.
  package struct Pair: Sendable, Codable {
    /// Name of a voter.
    package var first: String
    /// Name of another voter.
    package var second: String
    /// The statistic as a normal deviate.
    package var deviate: Double
  }

  /// The conclusion.
  package private(set) var verdict = Verdict.tooLittleData
  /// Pearson's statistic over its degrees of freedom, all pairs together.
  package private(set) var ratio = 0.0
  /// Degrees of freedom of all pairs.
  package private(set) var degreesOfFreedom = 0.0
  /// The pair that is farthest from independence.
  package private(set) var worst: Pair?

  /// Votes per parameter of Dawid-Skene; fewer do not reveal dependence.
  package static let leastVotesPerParameter = 60.0
  /// Documents per parameter.
  package static let leastDocumentsPerParameter = 8.0
  /// Degrees of freedom per free parameter; fewer let any votes look independent.
  package static let leastFreedom = 2.0
  /// Ratio above which voters are dependent.
  package static let largestRatio = 1.2
  /// Deviate above which two voters are dependent.
  package static let largestDeviate = 5.0
  /// Tables of pairs of answers hold at most this many numbers.
  private static let largestTable = 4_000_000
  /// At most about this many patterns are looked at.
  private static let mostPatterns = 100_000

  /// Tests votes; gold labels are kept where they are known.
  ///
  /// - Complexity: O(Σ votes² of a pattern) and a fit of Dawid-Skene on at most
  ///   about 100,000 patterns.
  package init(
    of votes: VotePatterns,
    options: FitOptions = FitOptions()
  ) throws(LabelModelError) {
    guard votes.labelSpace.classCount > 0 else { throw .noClasses }
    let sample = Self.sample(votes)
    let table = PairTable(sample)
    let answers = table.pairCount + table.voterCount
    guard !table.hasRepeatedVotes, answers * answers <= Self.largestTable else {
      verdict = .notApplicable
      return
    }
    let voting = (0..<table.voterCount).count {
      table.voterStarts[$0] < table.voterStarts[$0 + 1]
    }
    let parameters = Double((table.pairCount + voting) * table.classCount)
    let scale = Double(votes.patternCount) / Double(max(sample.patternCount, 1))
    let enough =
      table.pairTotals.reduce(0, +) * scale >= Self.leastVotesPerParameter * parameters
      && Double(votes.rowCount) >= Self.leastDocumentsPerParameter * parameters
    guard enough, table.classCount > 1 else { return }
    let learned = try DawidSkene(silence: .category)
      .learn(from: table, start: nil, options: options).parameters
    let joint = AnswerPairs(of: table, parameters: learned)
    var statistic = 0.0
    for j in 0..<table.voterCount {
      for k in (j + 1)..<max(table.voterCount, j + 1) {
        guard let (value, freedom) = joint.statistic(j, k) else { continue }
        statistic += value
        degreesOfFreedom += freedom
        let deviate = Self.deviate(value, freedom: freedom)
        if deviate > worst?.deviate ?? -.infinity {
          worst = Pair(first: table.voters[j], second: table.voters[k], deviate: deviate)
        }
      }
    }
    guard degreesOfFreedom > 0 else { return }
    ratio = statistic / degreesOfFreedom
    // A voter's probability of silence follows from the others of its answers.
    let free = Double((table.pairCount + 1) * table.classCount - 1)
    if ratio >= Self.largestRatio || worst?.deviate ?? 0 >= Self.largestDeviate {
      verdict = .dependent
    } else if degreesOfFreedom >= Self.leastFreedom * free {
      verdict = .independent
    }
  }

  /// The model these votes call for.
  package var model: any LabelModel {
    verdict == .independent ? DawidSkene(silence: .category) : PooledLabelModel()
  }

  /// Every *s*-th pattern, so that about 100,000 are left.
  private static func sample(_ votes: VotePatterns) -> VotePatterns {
    let step = max(1, votes.patternCount / mostPatterns)
    guard step > 1 else { return votes }
    var starts = [0]
    var entries: [VotePatterns.Entry] = []
    let chosen = Array(stride(from: 0, to: votes.patternCount, by: step))
    for x in chosen {
      entries += votes.entries(of: x)
      starts.append(entries.count)
    }
    return VotePatterns(
      voters: votes.voters,
      labelSpace: votes.labelSpace,
      starts: starts,
      entries: entries,
      counts: chosen.map { votes.counts[$0] },
      gold: chosen.map { votes.gold[$0] }
    )
  }

  /// A chi-squared value as a normal deviate.
  ///
  /// - SeeAlso: Wilson & Hilferty 1931, doi:10.1073/pnas.17.12.684
  private static func deviate(_ value: Double, freedom: Double) -> Double {
    guard freedom > 0 else { return 0 }
    let variance = 2 / (9 * freedom)
    return (Double.root(value / freedom, 3) - (1 - variance)) / variance.squareRoot()
  }
}
