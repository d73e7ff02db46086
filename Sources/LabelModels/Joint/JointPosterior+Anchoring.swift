package import LabelingCore

extension JointPosterior {
  /// Fits the label model to the answers, without bringing the probabilities up to date.
  ///
  /// For what is learned from the label model's posteriors before the next ``refresh()``,
  /// which would do this too. Nothing happens when no answer changed.
  /// - Returns: Whether the label model was fitted again.
  /// - Throws: What makes the votes unfit for the model.
  @discardableResult
  package mutating func anchor() throws(LabelModelError) -> Bool {
    guard news.areAnswersNew else { return false }
    let confusion = quality.confusion
    quality = AnnotatorQuality(of: answers, labelSpace: votes.labelSpace, trust: trust)
    if confusion != quality.confusion { news.isQualityNew = true }
    news.areAnswersNew = false
    let settled = settledClasses()
    guard settled != anchors else { return false }
    news.isRefitted = true
    let old = patternPosteriors
    try refit(with: settled)
    for x in 0..<votes.patternCount where old[row: x] != patternPosteriors[row: x] {
      news.patterns[x] = true
    }
    return true
  }

  /// The class that people settle each answered document on; undecided ones are left out.
  package func settledClasses() -> [Int: Vote] {
    var settled: [Int: Vote] = [:]
    for row in answers.rows {
      let vote = quality.settled(
        answers.answers(forRow: row),
        probability: trust.settlingProbability
      )
      if !vote.isAbstain { settled[row] = vote }
    }
    return settled
  }

  /// Fits the label model with settled answers as gold: each is a row with its own pattern.
  private mutating func refit(with settled: [Int: Vote]) throws(LabelModelError) {
    var counts = votes.counts
    var taken: [Int: Int] = [:]
    for (row, vote) in settled {
      let pattern = Int(votes.patternOfRow[row])
      guard votes.gold[pattern].isAbstain else { continue }
      counts[pattern] -= 1
      taken[pattern * votes.labelSpace.classCount + vote.classIndex, default: 0] += 1
    }
    var starts = votes.starts
    var entries = votes.entries
    var gold = votes.gold
    for (key, count) in taken.sorted(by: { $0.key < $1.key }) {
      entries += votes.entries(of: key / votes.labelSpace.classCount)
      starts.append(entries.count)
      counts.append(count)
      gold.append(Vote(classIndex: key % votes.labelSpace.classCount))
    }
    let anchored = VotePatterns(
      voters: votes.voters,
      labelSpace: votes.labelSpace,
      ballots: votes.ballots,
      starts: starts,
      entries: entries,
      counts: counts,
      gold: gold
    )
    var model = labelModel.model
    // The reading of silence is picked once, so that an answer does not turn it over.
    model.mode = labelModel.parameters.mode
    model.goldRandomness = 0
    labelModel = try model.fitted(to: anchored, options: options)
    patternPosteriors = try labelModel.posteriors(of: votes, options: options)
    anchors = settled
  }
}
