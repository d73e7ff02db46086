package import LabelingCore

/// What voters say of several classes a document: coverage, overlaps, conflicts, accuracy and
/// agreement, class by class.
///
/// Shares are of all documents, unless said otherwise.
package struct StatementSummary: Hashable, Sendable, Encodable {
  /// One voter's statements about one class.
  package struct VoterClass: Hashable, Sendable, Encodable {
    /// The voter.
    package let voter: String
    /// The class.
    package let className: String
    /// Documents it says have the class.
    package let presentCount: Int
    /// Documents it says lack the class.
    package let absentCount: Int
    /// Share of documents where it speaks of the class.
    package let coverage: Double
    /// Share of documents where another voter speaks of the class too.
    package let overlaps: Double
    /// Share of documents where another voter says the opposite.
    package let conflicts: Double
    /// Its statements on documents with gold labels.
    package let judgedCount: Int
    /// Share of these that are right.
    package let accuracy: Double?
    /// Confidence interval of that share.
    package let accuracyInterval: Interval?

    private enum CodingKeys: String, CodingKey {
      case voter
      case className = "class"
      case presentCount = "present_count"
      case absentCount = "absent_count"
      case coverage
      case overlaps
      case conflicts
      case judgedCount = "judged_count"
      case accuracy
      case accuracyInterval = "accuracy_interval"
    }
  }

  /// What all voters say of a class.
  package struct ClassSummary: Hashable, Sendable, Encodable {
    /// The class.
    package let name: String
    /// Share of documents where somebody speaks of it.
    package let coverage: Double
    /// Share of documents where somebody says that it is present, and somebody that it is absent.
    package let conflicts: Double
    /// Krippendorff's alpha of present and absent.
    package let krippendorffAlpha: Double?
    /// Documents that have it by gold.
    package let goldCount: Int

    private enum CodingKeys: String, CodingKey {
      case name
      case coverage
      case conflicts
      case krippendorffAlpha = "krippendorff_alpha"
      case goldCount = "gold_count"
    }
  }

  /// Documents.
  package let rowCount: Int
  /// Documents with gold labels.
  package let goldCount: Int
  /// Share of documents with a vote.
  package let coverage: Double
  /// Share of documents where two voters contradict each other on some class.
  package let conflicts: Double
  /// Krippendorff's alpha of the sets of classes that voters name, by MASI distance.
  package let masiAlpha: Double?
  /// Each class, in the order of the label space.
  package let classes: [ClassSummary]
  /// What each voter says of each class it speaks of.
  package let voters: [VoterClass]
  /// The same, a row for each thing that a voter says: `billing` that the class is present,
  /// `-billing` that it is absent, which is the polarity.
  package let statements: [VoterSummary]

  private enum CodingKeys: String, CodingKey {
    case rowCount = "row_count"
    case goldCount = "gold_count"
    case coverage
    case conflicts
    case masiAlpha = "masi_alpha"
    case classes
    case voters
    case statements
  }

  /// Counts of a voter's statements about a class.
  private struct Counts {
    /// That it is present.
    var present = VoteCounts.Voter()
    /// That it is absent.
    var absent = VoteCounts.Voter()
    /// Documents where another voter speaks of the class too.
    var overlaps = 0
    /// Documents where another voter says the opposite.
    var conflicts = 0

    var judged: Int { present.judged + absent.judged }
    var right: Int { present.correct + absent.correct }
  }

  /// Summarizes votes on documents of several classes.
  ///
  /// - Complexity: O(patterns · (statements + *k*)); of the alpha by sets O(ballots²).
  package init(of votes: VotePatterns) {
    let (k, m) = (votes.labelSpace.classCount, votes.voters.count)
    var cells = [Counts](repeating: Counts(), count: m * k)
    var (covered, disputed) = ([Int](repeating: 0, count: k), [Int](repeating: 0, count: k))
    var golds = covered
    var (votedCount, conflictCount, goldCount) = (0, 0, 0)
    var alphas = [BinaryAlpha](repeating: BinaryAlpha(), count: k)
    for x in 0..<votes.patternCount {
      let count = votes.counts[x]
      let gold = votes.goldClasses(of: x)
      if let gold {
        goldCount += count
        for c in gold { golds[c] += count }
      }
      var said = [[Int: (present: Bool, absent: Bool)]](repeating: [:], count: k)
      for entry in votes.entries(of: x) {
        for statement in votes.ballots.classes(of: Int(entry.ballot)) {
          let c = statement < k ? statement : statement - k
          var own = said[c][Int(entry.voter)] ?? (false, false)
          if statement < k { own.present = true } else { own.absent = true }
          said[c][Int(entry.voter)] = own
        }
      }
      if !votes.entries(of: x).isEmpty { votedCount += count }
      var hasConflict = false
      for c in 0..<k where !said[c].isEmpty {
        let present = said[c].values.count { $0.present }
        let absent = said[c].values.count { $0.absent }
        covered[c] += count
        if present > 0, absent > 0, said[c].count > 1 {
          disputed[c] += count
          hasConflict = true
        }
        alphas[c].add(present: present, absent: absent, count: count)
        for (voter, own) in said[c] {
          let cell = voter * k + c
          let isAlone = said[c].count == 1
          let isOpposed = (
            present: own.present && absent > (own.absent ? 1 : 0),
            absent: own.absent && present > (own.present ? 1 : 0)
          )
          if !isAlone { cells[cell].overlaps += count }
          if isOpposed.present || isOpposed.absent { cells[cell].conflicts += count }
          let isThere = gold?.contains(c)
          if own.present {
            cells[cell].present.add(
              count,
              isAlone: isAlone,
              isInConflict: isOpposed.present,
              isRight: isThere
            )
          }
          if own.absent {
            cells[cell].absent.add(
              count,
              isAlone: isAlone,
              isInConflict: isOpposed.absent,
              isRight: isThere.map { !$0 }
            )
          }
        }
      }
      if hasConflict { conflictCount += count }
    }
    let n = votes.rowCount
    func share(_ part: Int) -> Double { n > 0 ? Double(part) / Double(n) : 0 }
    rowCount = n
    self.goldCount = goldCount
    coverage = share(votedCount)
    conflicts = share(conflictCount)
    masiAlpha = MASIAgreement.alpha(of: votes)
    classes = (0..<k).map { c in
      ClassSummary(
        name: votes.labelSpace.classes[c],
        coverage: share(covered[c]),
        conflicts: share(disputed[c]),
        krippendorffAlpha: alphas[c].value,
        goldCount: golds[c]
      )
    }
    voters = (0..<m).flatMap { j in
      (0..<k).compactMap { c in
        let cell = cells[j * k + c]
        guard cell.present.votes + cell.absent.votes > 0 else { return nil }
        return VoterClass(
          voter: votes.voters[j],
          className: votes.labelSpace.classes[c],
          presentCount: cell.present.votes,
          absentCount: cell.absent.votes,
          coverage: share(cell.present.votes + cell.absent.votes),
          overlaps: share(cell.overlaps),
          conflicts: share(cell.conflicts),
          judgedCount: cell.judged,
          accuracy: cell.judged > 0 ? Double(cell.right) / Double(cell.judged) : nil,
          accuracyInterval: Interval(successes: cell.right, total: cell.judged)
        )
      }
    }
    statements = (0..<m).flatMap { j in
      (0..<k).flatMap { c in
        let cell = cells[j * k + c]
        let goldShare = Ratio.share(golds[c], of: goldCount) ?? 0
        return [(c, cell.present, goldShare), (c + k, cell.absent, 1 - goldShare)]
          .filter { $0.1.votes > 0 }
          .map { statement, counts, chance in
            var counts = counts
            counts.chance = Double(counts.judged) * chance
            return VoterSummary(
              name: votes.voters[j],
              polarity: [StatementNotation.text(of: [statement], in: votes.labelSpace)],
              counts: counts,
              rowCount: n,
              hasChance: true
            )
          }
      }
    }
  }

  /// Mean number of classes that documents with gold labels have; `nil` without any.
  package var goldCardinality: Double? {
    Ratio.share(classes.reduce(0) { $0 + $1.goldCount }, of: goldCount)
  }

  /// Krippendorff's alpha of two values.
  private struct BinaryAlpha {
    private var present = 0.0
    private var absent = 0.0
    private var disagreeing = 0.0

    mutating func add(present more: Int, absent less: Int, count: Int) {
      let total = Double(more + less)
      guard total > 1 else { return }
      present += Double(count * more)
      absent += Double(count * less)
      disagreeing += Double(count) * 2 * Double(more) * Double(less) / (total - 1)
    }

    var value: Double? {
      guard present > 0, absent > 0 else { return nil }
      return 1 - (present + absent - 1) * disagreeing / (2 * present * absent)
    }
  }
}
