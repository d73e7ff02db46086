internal import Glibc
package import LabelingCore

extension JointPosterior {
  /// What a refresh had to do.
  package struct Refresh: Hashable, Sendable {
    /// Whether the label model was fitted again.
    package var isRefitted = false
    /// Patterns whose posterior changed.
    package var changedPatterns = 0
    /// Documents whose probabilities were computed again.
    package var evaluatedRows = 0
  }

  /// Brings the probabilities up to date; does no more than what changed asks for.
  ///
  /// The label model is fitted again, over patterns, when settled answers changed;
  /// documents are looked at again where their pattern's posterior, their answers
  /// or the end model's scores changed, and all of them when λ did.
  /// - Throws: What makes the votes unfit for the model.
  /// - Complexity: O(patterns · votes on a pattern · *k*) per iteration of the
  ///   fit, O(*k*) per document.
  @discardableResult
  package mutating func refresh() throws(LabelModelError) -> Refresh {
    var refresh = Refresh()
    var isPatternStale = [Bool](repeating: false, count: votes.patternCount)
    var isQualityNew = false
    if !changedRows.isEmpty {
      let old = quality.confusion
      quality = AnnotatorQuality(of: answers, labelSpace: votes.labelSpace, trust: trust)
      isQualityNew = old != quality.confusion
      let settled = settledClasses()
      if settled != anchors {
        refresh.isRefitted = true
        let old = patternPosteriors
        try refit(with: settled)
        for x in 0..<votes.patternCount where old[row: x] != patternPosteriors[row: x] {
          isPatternStale[x] = true
          refresh.changedPatterns += 1
        }
      }
    }
    let weight = chosenEndModelWeight()
    let hasWeight = weight.counts || endModelWeight.counts
    var stale: [Bool]?
    if weight.voted.weight != endModelWeight.voted.weight
      || weight.unvoted.weight != endModelWeight.unvoted.weight
    {
      stale = nil
    } else if hasWeight, case .all = endModelChanges {
      stale = nil
    } else {
      var rows = [Bool](repeating: false, count: votes.rowCount)
      if hasWeight, case .rows(let changed) = endModelChanges { rows = changed }
      if refresh.changedPatterns > 0 {
        for (row, pattern) in votes.patternOfRow.enumerated() where isPatternStale[Int(pattern)] {
          rows[row] = true
        }
      }
      for row in changedRows { rows[row] = true }
      if isQualityNew { for row in answers.rows { rows[row] = true } }
      stale = rows
    }
    endModelWeight = weight
    refresh.evaluatedRows = evaluate(staleRows: stale)
    changedRows = []
    endModelChanges = .none
    return refresh
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

  /// Fits the label model with settled answers as gold: each is a row of a pattern of its own.
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
      starts: starts,
      entries: entries,
      counts: counts,
      gold: gold
    )
    var model = labelModel.model
    // The reading of silence is picked once, so that an answer does not turn it over.
    model.mode = labelModel.parameters.mode
    labelModel = try model.fitted(to: anchored, options: options)
    patternPosteriors = try labelModel.posteriors(of: votes, options: options)
    anchors = settled
  }

  private func chosenEndModelWeight() -> EndModelWeight {
    guard let endModel else { return .none }
    let classCount = votes.labelSpace.classCount
    let logBalance = endModel.logBalance
    let settled = settledClasses()
    var voted: [EndModelWeight.Case] = []
    var unvoted: [EndModelWeight.Case] = []
    for (place, row) in endModel.heldOutRows.enumerated() {
      guard let gold = settled[row] else { continue }
      let pattern = Int(votes.patternOfRow[row])
      guard votes.gold[pattern].isAbstain else { continue }
      let scores = endModel.heldOutScores[(place * classCount)..<((place + 1) * classCount)]
      let found = EndModelWeight.Case(
        logPosterior: AdditiveScores.logarithms(Array(patternPosteriors[row: pattern])),
        logRatio: endModel.logRatio(scores, logBalance),
        gold: gold.classIndex
      )
      if votes.entries(of: pattern).isEmpty { unvoted.append(found) } else { voted.append(found) }
    }
    return EndModelWeight(
      voted: EndModelWeight.choice(voted),
      unvoted: EndModelWeight.choice(unvoted)
    )
  }

  /// Computes the probabilities of documents, of all for `nil`; returns how many.
  @discardableResult
  mutating func evaluate(staleRows: [Bool]?) -> Int {
    let classCount = votes.labelSpace.classCount
    let weights = (0..<votes.patternCount).map { x in
      !votes.gold[x].isAbstain || endModel == nil
        ? 0
        : votes.entries(of: x).isEmpty ? endModelWeight.unvoted.weight : endModelWeight.voted.weight
    }
    // log P_x − λ log b, once per pattern.
    let logBalance = endModel?.logBalance ?? [Double](repeating: 0, count: classCount)
    var bases = AdditiveScores.logarithms(patternPosteriors.values)
    for x in 0..<votes.patternCount where weights[x] > 0 {
      for y in 0..<classCount { bases[x * classCount + y] -= weights[x] * logBalance[y] }
    }
    let scales = weights.map { $0 / (endModel?.temperature ?? 1) }
    let scores = endModel?.scores ?? []
    let chunks = FixedChunks.ranges(of: votes.rowCount, atMost: 16, minimum: 4096)
    let (patternOfRow, posteriors) = (votes.patternOfRow, patternPosteriors.values)
    probabilities.values.withUnsafeMutableBufferPointer { output in
      // Each chunk writes its own rows only.
      nonisolated(unsafe) let output = output
      FixedChunks.run(chunkCount: chunks.count, threadCount: options.threadCount) {
        [bases] chunk in
        for row in chunks[chunk] {
          if let staleRows, !staleRows[row] { continue }
          let pattern = Int(patternOfRow[row])
          let (from, to) = (pattern * classCount, row * classCount)
          guard scales[pattern] > 0 else {
            for y in 0..<classCount { output[to + y] = posteriors[from + y] }
            continue
          }
          var largest = -Double.infinity
          for y in 0..<classCount {
            output[to + y] = bases[from + y] + scales[pattern] * scores[to + y]
            largest = max(largest, output[to + y])
          }
          var total = 0.0
          for y in to..<(to + classCount) {
            output[y] = exp(output[y] - largest)
            total += output[y]
          }
          for y in to..<(to + classCount) { output[y] /= total }
        }
      }
    }
    for row in answers.rows where staleRows?[row] ?? true { weigh(row) }
    return staleRows.map { $0.count { $0 } } ?? votes.rowCount
  }

  /// Multiplies an answered document's probabilities with the likelihood of its answers.
  private mutating func weigh(_ row: Int) {
    let classCount = votes.labelSpace.classCount
    let likelihoods = quality.logLikelihoods(of: answers.answers(forRow: row))
    let scores = zip(probabilities[row: row], likelihoods).map {
      AdditiveScores.logarithm($0) + $1
    }
    let largest = scores.max() ?? 0
    let shares = scores.map { exp($0 - largest) }
    let total = shares.reduce(0, +)
    for y in 0..<classCount { probabilities.values[row * classCount + y] = shares[y] / total }
  }
}
