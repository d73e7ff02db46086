/// How one labeling function has changed from one corpus to another.
package struct FunctionDrift: Hashable, Sendable, Codable {
  /// The function's name.
  package let name: String
  /// What has become of it.
  package internal(set) var verdict: DriftVerdict
  /// What has changed: `coverage`, `polarity`, `conflicts`.
  package internal(set) var shifts: [String]
  /// The share of documents that it votes on.
  package internal(set) var coverage: ShareDrift
  /// The classes, and sets of classes, that it votes for.
  package internal(set) var polarity: DistributionDrift
  /// The share of its documents on which another function disagrees.
  package internal(set) var conflicts: ShareDrift

  init(
    _ name: String,
    old: VoteCounts,
    new: VoteCounts,
    voters: (old: Int, new: Int),
    sets: (old: [[Int]], new: [[Int]]),
    _ test: any DriftTest.Type
  ) {
    let (before, after) = (old.voters[voters.old], new.voters[voters.new])
    // Sets of one side alone have no votes on the other.
    let all =
      sets.old + Set(sets.new).subtracting(sets.old).sorted { $0.lexicographicallyPrecedes($1) }
    func votes(_ counts: VoteCounts, _ j: Int, of sets: [[Int]]) -> [Double] {
      let own = counts.votesBySet[(j * sets.count)..<((j + 1) * sets.count)]
      let known = Dictionary(zip(sets, own), uniquingKeysWith: +)
      return all.map { Double(known[$0] ?? 0) }
    }
    self.name = name
    (verdict, shifts) = (.stable, [])
    coverage = ShareDrift(old: (before.covered, old.rows), new: (after.covered, new.rows), test)
    polarity = DistributionDrift(
      old: votes(old, voters.old, of: sets.old),
      new: votes(new, voters.new, of: sets.new),
      test
    )
    conflicts = ShareDrift(
      old: (before.inConflict, before.covered),
      new: (after.inConflict, after.covered),
      test
    )
  }

  /// Judges by the corrected p-values.
  mutating func judge(_ options: DriftOptions) {
    shifts = []
    if coverage.isShift(options) { shifts.append("coverage") }
    if polarity.isShift(options) { shifts.append("polarity") }
    if conflicts.isShift(options) { shifts.append("conflicts") }
    verdict = shifts.isEmpty ? .stable : .shifted
    // A rare function's share is near 0 before and after, so the fall itself is the effect.
    guard let old = coverage.old, let new = coverage.new, let pValue = coverage.pValue else {
      return
    }
    guard pValue < options.alpha, new <= old * (1 - options.staleFall) else { return }
    verdict = .stale
    if !shifts.contains("coverage") { shifts.insert("coverage", at: 0) }
  }
}
