/// FlyingSquid's triplet method: accuracies in closed form from agreements of three voters.
///
/// For voters that are independent given the class and err on all classes alike,
/// the chance-corrected agreement of two is the product of their chance-corrected
/// skills: *m_ij* = *b_i b_j*. Hence |*b_i*| = √|*m_ij m_ik* / *m_jk*|; the median over
/// all *j*, *k* is taken and voters are assumed to be better than chance. With two
/// classes this is FlyingSquid's estimator, here it is extended to any number.
/// Class balance is not estimated.
/// - SeeAlso: Fu et al. 2020, "Fast and three-rious", arXiv:2002.11955, algorithm 1
package struct TripletLabelModel: AdditiveLabelModel {
  package static let name = "triplet"

  /// Share of each class; `nil` for equal shares.
  package var balance: [Double]?
  /// Two voters must have met this often.
  package var leastMeetings: Double

  /// Creates the model.
  package init(balance: [Double]? = nil, leastMeetings: Double = 1) {
    self.balance = balance
    self.leastMeetings = leastMeetings
  }

  /// Each voter's triplets are made of at most this many others, those met most.
  private static let mostPartners = 40
  /// Agreements nearer to chance than this tell nothing about a third voter.
  private static let leastAgreement = 0.01
  /// Chance-corrected skill of voters that are in no triplet.
  private static let defaultSkill = 0.4

  package func learn(
    from table: PairTable,
    start: ClassRows?,
    options: FitOptions
  ) throws(LabelModelError) -> LearnedParameters<VoterSkills> {
    guard table.voterCount >= 3 else {
      throw .tooFewVoters(model: Self.name, needed: 3, found: table.voterCount)
    }
    var parameters = VoterSkills(table: table)
    if let balance = try ClassBalance.checked(balance, classCount: table.classCount) {
      parameters.balance = balance
    }
    let classCount = Double(table.classCount)
    let meetings = VoterMeetings(of: table)
    let estimates = (0..<table.voterCount).map {
      estimate(of: $0, meetings: meetings, classCount: classCount)
    }
    let typical = Self.median(estimates.compactMap { $0 }) ?? Self.defaultSkill
    for (voter, estimate) in estimates.enumerated() {
      let votes = (table.voterStarts[voter]..<table.voterStarts[voter + 1])
        .reduce(0) { $0 + table.pairTotals[$1] }
      // A voter is never taken to be surer than its number of votes allows.
      let skill = min(estimate ?? typical, 1 - 1 / (votes + 2))
      parameters.skills[voter] = (1 + (classCount - 1) * skill) / classCount
    }
    var facts = LearningFacts()
    facts.balance = parameters.balance
    return LearnedParameters(parameters: parameters, facts: facts)
  }

  /// |*b_i*|, or `nil` when voter *i* is in no triplet.
  private func estimate(of i: Int, meetings: VoterMeetings, classCount: Double) -> Double? {
    let partners = meetings.partners[i].filter { $0.meeting.together >= leastMeetings }
      .sorted {
        $0.meeting.together != $1.meeting.together
          ? $0.meeting.together > $1.meeting.together : $0.voter < $1.voter
      }
      .prefix(Self.mostPartners)
    var values: [Double] = []
    for (index, j) in partners.enumerated() {
      for k in partners.dropFirst(index + 1) {
        guard let between = meetings.meeting(j.voter, k.voter), between.together >= leastMeetings
        else { continue }
        let opposite = corrected(between, classCount)
        guard abs(opposite) >= Self.leastAgreement else { continue }
        let product = corrected(j.meeting, classCount) * corrected(k.meeting, classCount)
        values.append(min(1, abs(product / opposite).squareRoot()))
      }
    }
    return Self.median(values)
  }

  /// Agreement from 1 (always) over 0 (chance) down to −1 / (*K* − 1) (never).
  private func corrected(_ meeting: VoterMeetings.Meeting, _ classCount: Double) -> Double {
    guard classCount > 1 else { return 1 }
    return (classCount * meeting.alike / meeting.together - 1) / (classCount - 1)
  }

  private static func median(_ values: [Double]) -> Double? {
    guard !values.isEmpty else { return nil }
    let sorted = values.sorted()
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  }

  package func accepts(_ parameters: VoterSkills, voterCount: Int, classCount: Int) -> Bool {
    parameters.balance.count == classCount && parameters.skills.count == voterCount
  }

  package func scores(for table: PairTable, with parameters: VoterSkills) -> AdditiveScores {
    parameters.scores(for: table)
  }
}
