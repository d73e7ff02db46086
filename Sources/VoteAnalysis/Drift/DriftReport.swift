package import LabelingCore

/// What has changed from one corpus to another, as their votes show.
///
/// All tests on functions and labels are one family and corrected together (Holm), so
/// that the chance of any false alarm is at most ``DriftOptions/alpha``; terms are a
/// separate family. A shift must also reach a least effect, as with enough documents
/// the smallest difference is significant.
package struct DriftReport: Hashable, Sendable, Codable {
  /// What counted as drift.
  package let options: DriftOptions
  /// The classes, in order.
  package let classes: [String]
  /// Documents of the old corpus.
  package let oldCount: Int
  /// Documents of the new corpus.
  package let newCount: Int
  /// Functions that only the old votes have.
  package let removedFunctions: [String]
  /// Functions that only the new votes have.
  package let addedFunctions: [String]
  /// The share of documents with a vote.
  package private(set) var coverage: ShareDrift
  /// The share of covered documents whose votes disagree.
  package private(set) var conflicts: ShareDrift
  /// The label distribution among covered documents, by the posteriors of one model.
  package private(set) var labels: DistributionDrift?
  /// The share of covered documents that has each class by the probabilities of one model, where
  /// documents have several; in the order of the classes.
  package private(set) var classShares: [ShareDrift]?
  /// Each function that both have, in the order of the old votes.
  package private(set) var functions: [FunctionDrift]
  /// The words, where texts were read.
  package var text: TextDrift?
  /// Whether coverage, conflicts or labels as a whole have changed.
  package private(set) var hasShifted = false

  /// Compares votes of the same classes.
  ///
  /// - Parameters:
  ///   - old: The old corpus' votes.
  ///   - new: The new corpus' votes; functions are matched by name.
  ///   - labels: Expected documents of each class among the covered ones, by one model. Where
  ///     documents have several they are compared class by class.
  ///   - options: What counts as drift.
  package init(
    from old: VotePatterns,
    to new: VotePatterns,
    labels: (old: [Double], new: [Double])? = nil,
    options: DriftOptions = DriftOptions()
  ) {
    precondition(old.labelSpace == new.labelSpace, "both votes are for the same classes")
    let (before, after) = (VoteCounts(of: old), VoteCounts(of: new))
    let (oldNames, newNames) = (FieldTable(old.voters), FieldTable(new.voters))
    self.options = options
    classes = old.labelSpace.classes
    oldCount = before.rows
    newCount = after.rows
    removedFunctions = old.voters.filter { newNames.index(of: $0) == nil }
    addedFunctions = new.voters.filter { oldNames.index(of: $0) == nil }
    coverage = ShareDrift(
      old: (before.coveredRows, before.rows),
      new: (after.coveredRows, after.rows),
      options.test
    )
    conflicts = ShareDrift(
      old: (before.conflictRows, before.coveredRows),
      new: (after.conflictRows, after.coveredRows),
      options.test
    )
    if old.kind == .one {
      self.labels = labels.map { DistributionDrift(old: $0.old, new: $0.new, options.test) }
    } else {
      classShares = labels.map { labels in
        zip(labels.old, labels.new).map { first, second in
          ShareDrift(
            old: (Int(first.rounded()), before.coveredRows),
            new: (Int(second.rounded()), after.coveredRows),
            options.test
          )
        }
      }
    }
    functions = old.voters.enumerated().compactMap { j, name in
      newNames.index(of: name).map {
        FunctionDrift(
          name,
          old: before,
          new: after,
          voters: (j, $0),
          sets: (old.ballots.sets, new.ballots.sets),
          options.test
        )
      }
    }
    correct()
    for j in functions.indices { functions[j].judge(options) }
    hasShifted =
      coverage.isShift(options) || conflicts.isShift(options)
      || self.labels?.isShift(options) == true
      || classShares?.contains { $0.isShift(options) } == true
  }

  /// The gravest verdict of any function; shifts as a whole count as shifted.
  package var verdict: DriftVerdict {
    if functions.contains(where: { $0.verdict == .stale }) { return .stale }
    return hasShifted || functions.contains { $0.verdict == .shifted } ? .shifted : .stable
  }

  /// Corrects the p-values of all tests together.
  private mutating func correct() {
    var places: [WritableKeyPath<Self, Double?>] = [\.coverage.pValue, \.conflicts.pValue]
    if labels != nil { places.append(\.labelPValue) }
    for c in classShares?.indices ?? 0..<0 { places.append(\.classShareList[c].pValue) }
    for j in functions.indices {
      places.append(\.functions[j].coverage.pValue)
      places.append(\.functions[j].polarity.pValue)
      places.append(\.functions[j].conflicts.pValue)
    }
    places.removeAll { self[keyPath: $0] == nil }
    let adjusted = HolmCorrection.adjusted(places.compactMap { self[keyPath: $0] })
    for (place, pValue) in zip(places, adjusted) { self[keyPath: place] = pValue }
  }

  private var classShareList: [ShareDrift] {
    get { classShares ?? [] }
    set { classShares = newValue }
  }

  private var labelPValue: Double? {
    get { labels?.pValue }
    set { labels?.pValue = newValue }
  }
}
