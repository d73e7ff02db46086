internal import LabelingCore
internal import RealModule
internal import Threads

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
  /// or the end model's scores changed, and all of them when λ or the correction did.
  /// - Throws: What makes the votes unfit for the model.
  /// - Complexity: O(patterns · votes on a pattern · *k*) per iteration of the
  ///   fit, O(*k*) per document.
  @discardableResult
  package mutating func refresh() throws(LabelModelError) -> Refresh {
    try anchor()
    var refresh = Refresh()
    refresh.isRefitted = news.isRefitted
    refresh.changedPatterns = news.patterns.count { $0 }
    let weight = chosenEndModelWeight()
    let rows = staleRows(weight)
    endModelWeight = weight
    refresh.evaluatedRows = evaluate(staleRows: rows)
    news = News(patternCount: votes.patternCount)
    return refresh
  }

  /// Documents to look at again with these weights; all for `nil`.
  private func staleRows(_ weight: EndModelWeight) -> [Bool]? {
    let hasWeight = weight.counts || endModelWeight.counts
    guard !news.isCorrectionNew, weight.voted.weight == endModelWeight.voted.weight,
      weight.unvoted.weight == endModelWeight.unvoted.weight
    else { return nil }
    var rows = [Bool](repeating: false, count: votes.rowCount)
    if hasWeight {
      switch news.endModel {
      case .all: return nil
      case .rows(let changed): rows = changed
      case .none: break
      }
    }
    if news.patterns.contains(true) {
      for (row, pattern) in votes.patternOfRow.enumerated() where news.patterns[Int(pattern)] {
        rows[row] = true
      }
    }
    for row in news.answeredRows { rows[row] = true }
    if news.isQualityNew { for row in answers.rows { rows[row] = true } }
    return rows
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
    // log P_x − λ log b + the pattern's correction, once per pattern.
    let logBalance = endModel?.logBalance ?? [Double](repeating: 0, count: classCount)
    var bases = AdditiveScores.logarithms(patternPosteriors.values)
    for x in 0..<votes.patternCount where weights[x] > 0 {
      for y in 0..<classCount { bases[x * classCount + y] -= weights[x] * logBalance[y] }
    }
    if let correction {
      for x in 0..<votes.patternCount where votes.gold[x].isAbstain {
        for y in 0..<classCount {
          bases[x * classCount + y] += correction.patternScores[x * classCount + y]
        }
      }
    }
    let isCorrected = correction != nil
    let corrections = correction?.documentScores ?? []
    let isKnown = votes.gold.map { !$0.isAbstain }
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
          guard weights[pattern] > 0 || isCorrected && !isKnown[pattern] else {
            for y in 0..<classCount { output[to + y] = posteriors[from + y] }
            continue
          }
          var largest = -Double.infinity
          for y in 0..<classCount {
            var score = bases[from + y]
            if weights[pattern] > 0 { score += weights[pattern] * scores[to + y] }
            if !corrections.isEmpty { score += corrections[to + y] }
            output[to + y] = score
            largest = max(largest, score)
          }
          var total = 0.0
          for y in to..<(to + classCount) {
            output[y] = Double.exp(output[y] - largest)
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
    let shares = scores.map { Double.exp($0 - largest) }
    let total = shares.reduce(0, +)
    for y in 0..<classCount { probabilities.values[row * classCount + y] = shares[y] / total }
  }
}
