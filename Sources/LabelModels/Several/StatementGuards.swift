package import LabelingCore

/// What can be said about votes on documents of several classes before any model is fitted.
package enum StatementGuards {
  /// All warnings, the gravest first.
  ///
  /// - Complexity: O(statements).
  package static func warnings(about votes: VotePatterns) -> [LabelModelWarning] {
    let rows = votes.rowCount
    var (hasVotes, isPresent) = (
      [Bool](repeating: false, count: votes.voters.count),
      [Bool](repeating: false, count: votes.labelSpace.classCount)
    )
    var voted = 0
    for x in 0..<votes.patternCount {
      let entries = votes.entries(of: x)
      if !entries.isEmpty { voted += votes.counts[x] }
      for entry in entries {
        hasVotes[Int(entry.voter)] = true
        for c in votes.ballots.presentClasses(of: Int(entry.ballot)) { isPresent[c] = true }
      }
    }
    var warnings: [LabelModelWarning] = []
    guard rows > 0, hasVotes.contains(true) else { return warnings }
    if voted * 2 < rows {
      warnings.append(.mostlyUnvoted(share: 1 - Double(voted) / Double(rows)))
    }
    let unvoted = isPresent.indices.filter { !isPresent[$0] }
    if !unvoted.isEmpty {
      warnings.append(.unvotedClasses(unvoted.map { votes.labelSpace.classes[$0] }))
    }
    let silent = hasVotes.indices.filter { !hasVotes[$0] }
    if !silent.isEmpty { warnings.append(.silentFunctions(silent.map { votes.voters[$0] })) }
    return warnings
  }
}
