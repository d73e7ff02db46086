package import LabelingCore

/// What can be said about votes before any model is fitted.
package enum VoteGuards {
  /// All warnings, the gravest first.
  ///
  /// - Complexity: O(Σ votes² of a pattern).
  package static func warnings(about votes: VotePatterns) -> [LabelModelWarning] {
    let table = PairTable(votes)
    let rows = votes.counts.reduce(0, +)
    let voting = (0..<table.voterCount).filter {
      table.voterStarts[$0] < table.voterStarts[$0 + 1]
    }
    var warnings: [LabelModelWarning] = []
    if voting.count < 3 { warnings.append(.tooFewFunctions(count: voting.count)) }
    guard rows > 0, !voting.isEmpty else { return warnings }
    let voted = (0..<table.rowCount).reduce(0.0) {
      $0 + (table.rowStarts[$1] < table.rowStarts[$1 + 1] ? table.counts[$1] : 0)
    }
    if voted < Double(rows) / 2 {
      warnings.append(.mostlyUnvoted(share: 1 - voted / Double(rows)))
    }
    let usedClasses = Set(table.pairSets.flatMap { table.ballots.sets[Int($0)] })
    let unused = votes.labelSpace.classes.indices.filter { !usedClasses.contains($0) }
    if !unused.isEmpty {
      warnings.append(.unvotedClasses(unused.map { votes.labelSpace.classes[$0] }))
    }
    let silent = votes.voters.indices.filter { !voting.contains($0) }
    if !silent.isEmpty { warnings.append(.silentFunctions(silent.map { votes.voters[$0] })) }
    warnings += overlaps(of: table, voting: voting)
    warnings += copies(in: table)
    warnings += coverage(of: table, voting: voting, rows: Double(rows))
    return warnings
  }

  /// Functions without overlap and groups without a document in common.
  private static func overlaps(of table: PairTable, voting: [Int]) -> [LabelModelWarning] {
    guard voting.count > 1 else { return [] }
    let meetings = VoterMeetings(of: table)
    let isolated = voting.filter { meetings.partners[$0].isEmpty }
    var groups: [[Int]] = []
    var seen = Set(isolated)
    for voter in voting where seen.insert(voter).inserted {
      var group = [voter]
      var next = 0
      while next < group.count {
        for partner in meetings.partners[group[next]] where seen.insert(partner.voter).inserted {
          group.append(partner.voter)
        }
        next += 1
      }
      groups.append(group.sorted())
    }
    var warnings: [LabelModelWarning] = []
    if !isolated.isEmpty {
      warnings.append(.isolatedFunctions(isolated.map { table.voters[$0] }))
    }
    if groups.count > 1 {
      warnings.append(.disconnectedFunctions(groups.map { $0.map { table.voters[$0] } }))
    }
    return warnings
  }

  private static func copies(in table: PairTable) -> [LabelModelWarning] {
    VoterWeights.copies(in: table).prefix(20).map {
      .nearCopies(
        first: table.voters[$0.first],
        second: table.voters[$0.second],
        similarity: $0.similarity
      )
    }
  }

  private static func coverage(
    of table: PairTable,
    voting: [Int],
    rows: Double
  ) -> [LabelModelWarning] {
    var full = 0
    var constant: [String] = []
    var oneClass = 0
    for voter in voting {
      let pairs = table.voterStarts[voter]..<table.voterStarts[voter + 1]
      let votes = pairs.reduce(0) { $0 + table.pairTotals[$1] }
      let isFull = votes >= rows && !table.hasRepeatedVotes
      if isFull { full += 1 }
      if pairs.count == 1, Int(table.pairSets[pairs.lowerBound]) < table.classCount {
        oneClass += 1
      }
      if isFull, pairs.count == 1, rows > 1 { constant.append(table.voters[voter]) }
    }
    var warnings: [LabelModelWarning] = []
    if !constant.isEmpty { warnings.append(.constantFunctions(constant)) }
    if full == voting.count { warnings.append(.fullCoverage) }
    if oneClass == voting.count { warnings.append(.oneClassFunctionsOnly) }
    return warnings
  }
}
