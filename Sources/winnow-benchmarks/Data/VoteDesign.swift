internal import LabelModels
internal import LabelingCore

/// How votes come about, in enough detail to know what follows from them.
struct VoteDesign {
  /// Voters that share what they see; mostly one.
  struct Family {
    /// The sets of classes that its members may name.
    var answers: [[Int]]
    /// Probability of each answer by true class; the rest is silence.
    var rates: [[Double]]
    /// Number of members.
    var members = 1
    /// Share of a member's answers that are those of another document, where there are several.
    var redrawn = 0.0
  }

  /// Votes of a design with what is known of them.
  struct Drawn {
    let rows: BallotRows
    /// What a reader of the votes who knows the design can know of each row.
    let posterior: SoftLabels
  }

  var name: String
  /// Share of each class.
  var shares: [Double]
  var families: [Family]
  /// Share of the rows on which all voters answer as if they had read another document.
  var hardShare = 0.0
  /// What the voters are.
  var mode = PooledLabelModel.Mode.functions

  var classCount: Int { shares.count }
  /// The class with the smallest share.
  var rarestClass: Int { shares.indices.min { shares[$0] < shares[$1] } ?? 0 }

  /// Draws votes.
  func draw(_ rowCount: Int, seed: UInt64) -> Drawn {
    var generator = SeededGenerator(seed: seed)
    let plans = families.map { Plan($0, shares: shares) }
    var drawn = BallotRows(
      name: name,
      voterCount: families.reduce(0) { $0 + $1.members },
      classCount: classCount
    )
    var posteriors: [Double] = []
    for _ in 0..<rowCount {
      let y = shares.drawn(generator.unit()) ?? classCount - 1
      let isHard = hardShare > 0 && generator.unit() < hardShare
      var row: [BallotRows.Ballot] = []
      var likelihoods = [Double](repeating: 1 - hardShare, count: classCount)
      var hard = hardShare
      var voter = 0
      for plan in plans {
        let said = plan.draw(isHard ? plan.mean : plan.rates[y], using: &generator)
        for answer in said {
          if answer < plan.answers.count {
            row.append(BallotRows.Ballot(voter: voter, classes: plan.answers[answer]))
          }
          voter += 1
        }
        for c in shares.indices { likelihoods[c] *= plan.likelihood(of: said, plan.rates[c]) }
        if hard > 0 { hard *= plan.likelihood(of: said, plan.mean) }
      }
      let joint = shares.indices.map { shares[$0] * (likelihoods[$0] + hard) }
      let sum = joint.reduce(0, +)
      posteriors += joint.map { sum > 0 ? $0 / sum : 1 / Double(classCount) }
      drawn.rows.append(row)
      drawn.truth.append(Vote(classIndex: y))
    }
    return Drawn(rows: drawn, posterior: SoftLabels(classCount: classCount, values: posteriors))
  }

  /// A family with silence as its last answer.
  private struct Plan {
    let answers: [[Int]]
    let members: Int
    let redrawn: Double
    /// Probability of each answer by class.
    let rates: [[Double]]
    /// Probability of each answer on a document of any class.
    let mean: [Double]

    init(_ family: Family, shares: [Double]) {
      answers = family.answers
      members = family.members
      redrawn = family.members > 1 ? family.redrawn : 0
      let rates = family.rates.map { $0 + [max(0, 1 - $0.reduce(0, +))] }
      self.rates = rates
      mean = (0...answers.count).map { a in
        shares.indices.reduce(0) { $0 + shares[$1] * rates[$1][a] }
      }
    }

    /// The answer of each member.
    func draw(_ rates: [Double], using generator: inout SeededGenerator) -> [Int] {
      let shared = rates.drawn(generator.unit()) ?? answers.count
      return (0..<members).map { _ in
        guard redrawn > 0, generator.unit() < redrawn else { return shared }
        return mean.drawn(generator.unit()) ?? answers.count
      }
    }

    /// The probability of the members' answers.
    func likelihood(of said: [Int], _ rates: [Double]) -> Double {
      guard members > 1 else { return rates[said[0]] }
      return rates.indices.reduce(0) { sum, shared in
        sum
          + said.reduce(rates[shared]) { product, answer in
            product * ((answer == shared ? 1 - redrawn : 0) + redrawn * mean[answer])
          }
      }
    }
  }
}

extension [Double] {
  /// The place that a number from 0 to 1 falls on, where these are the shares of the places.
  func drawn(_ number: Double) -> Int? {
    var sum = 0.0
    return firstIndex {
      sum += $0
      return number < sum
    }
  }
}
