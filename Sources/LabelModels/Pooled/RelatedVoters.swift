/// Voters that vote alike beyond what the classes explain: near copies with some changed votes.
///
/// After a first fit, the votes of two voters that agree at least a hundred times are correlated
/// within the classes: what they say (Rv) and whether they vote at all (Rf). Where the smaller of
/// both is high, they share a vote. Sums only, so shards add up.
struct RelatedVoters {
  /// Fewer equal votes say nothing.
  private static let leastAgreement = 100.0
  /// Correlations from which relatives begin to share a vote, and share it as copies do.
  private static let correlations = (low: 0.35, high: 0.6)

  /// ω of each voter, relatives discounted.
  let weights: [Double]
  /// The voters that were discounted.
  let relatives: [LearningFacts.Relatives]

  /// Looks for relatives.
  ///
  /// - Parameters:
  ///   - table: The votes.
  ///   - groups: Its pairs with levels together.
  ///   - posteriors: Posteriors of the first fit, gold one-hot.
  ///   - weights: ω of the first step.
  /// - Complexity: O(Σ votes² of a row) and memory for the pairs of voters that meet.
  init(table: PairTable, groups: PairGroups, posteriors: ClassRows, weights: [Double]) {
    let meetings = VoterMeetings(of: table)
    let voters = meetings.partners.indices.filter { voter in
      meetings.partners[voter].contains { $0.meeting.alike >= Self.leastAgreement }
    }
    guard !voters.isEmpty else {
      (self.weights, relatives) = (weights, [])
      return
    }
    let sums = Sums(of: table, groups: groups, posteriors: posteriors)
    var shares = [[(voter: Int, share: Double)]](repeating: [], count: table.voterCount)
    for j in voters {
      for partner in meetings.partners[j] where partner.voter > j {
        let (k, meeting) = (partner.voter, partner.meeting)
        guard meeting.alike >= Self.leastAgreement else { continue }
        let share = sums.relation(j, k, meeting)
        guard share > 0 else { continue }
        shares[j].append((k, share))
        shares[k].append((j, share))
      }
    }
    let new = weights.indices.map { j in
      weights[j] / (1 + shares[j].reduce(0) { $0 + weights[$1.voter] * $1.share })
    }
    self.weights = new
    relatives = shares.indices.filter { !shares[$0].isEmpty }.map { j in
      LearningFacts.Relatives(
        voter: j,
        others: shares[j].map(\.voter).sorted(),
        weight: new[j]
      )
    }
  }

  /// Expected votes per class, unweighted.
  private struct Sums {
    private let groups: PairGroups
    /// *N_y*: expected documents.
    private var rows: [Double]
    /// *c_q*(*y*): expected votes of each group.
    private var votes: ClassRows
    /// *f_j*(*y*): documents that a voter votes on.
    private var voted: ClassRows
    private var totals: [Double]

    init(of table: PairTable, groups: PairGroups, posteriors: ClassRows) {
      self.groups = groups
      let classCount = table.classCount
      rows = [Double](repeating: 0, count: classCount)
      votes = ClassRows(rowCount: groups.count, classCount: classCount)
      voted = ClassRows(rowCount: table.voterCount, classCount: classCount)
      totals = [Double](repeating: 0, count: table.voterCount)
      for x in 0..<table.rowCount where table.isCovered(x) {
        let weight = table.counts[x]
        for y in 0..<classCount { rows[y] += weight * posteriors[x, y] }
        var last = -1
        for pair in table.pairs(ofRow: x) {
          let group = groups.ofPair[Int(pair)]
          let voter = Int(table.pairVoters[Int(pair)])
          totals[voter] += weight
          for y in 0..<classCount { votes[group, y] += weight * posteriors[x, y] }
          if voter != last {
            for y in 0..<classCount { voted[voter, y] += weight * posteriors[x, y] }
          }
          last = voter
        }
      }
      rows = rows.map { max($0, 1e-9) }
    }

    /// *X_jk* but for what the first step took: how far two voters are relatives, 0 to 1.
    func relation(_ j: Int, _ k: Int, _ meeting: VoterMeetings.Meeting) -> Double {
      let alike = meeting.alike - sharedVotes(j, k)
      let together = meeting.documents - sharedDocuments(j, k)
      let values = alike / max(variance(j) * variance(k), 1e-12).squareRoot()
      let presence =
        together / max(documentVariance(j) * documentVariance(k), 1e-12).squareRoot()
      let similarity = meeting.alike / (totals[j] + totals[k] - meeting.alike)
      let copied = meeting.alike >= 10 ? Ramp.up(similarity, 0.95, 1) : 0
      let (low, high) = RelatedVoters.correlations
      return max(Ramp.up(min(values, presence), low, high) - copied, 0)
    }

    private func groups(of voter: Int) -> Range<Int> {
      groups.starts[voter]..<groups.starts[voter + 1]
    }

    /// Equal votes that the classes explain.
    private func sharedVotes(_ j: Int, _ k: Int) -> Double {
      var sum = 0.0
      var second = groups.starts[k]
      let end = groups.starts[k + 1]
      for first in groups(of: j) {
        while second < end, groups.sets[second] < groups.sets[first] { second += 1 }
        guard second < end, groups.sets[second] == groups.sets[first] else { continue }
        for y in rows.indices { sum += votes[first, y] * votes[second, y] / rows[y] }
      }
      return sum
    }

    private func sharedDocuments(_ j: Int, _ k: Int) -> Double {
      rows.indices.reduce(0) { $0 + voted[j, $1] * voted[k, $1] / rows[$1] }
    }

    private func variance(_ j: Int) -> Double {
      groups(of: j).reduce(0) { sum, group in
        sum
          + rows.indices.reduce(0) {
            $0 + votes[group, $1] - votes[group, $1] * votes[group, $1] / rows[$1]
          }
      }
    }

    private func documentVariance(_ j: Int) -> Double {
      rows.indices.reduce(0) { $0 + voted[j, $1] - voted[j, $1] * voted[j, $1] / rows[$1] }
    }
  }
}
