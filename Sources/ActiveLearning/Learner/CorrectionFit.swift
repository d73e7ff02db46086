internal import EndModels
internal import LabelModels
internal import LabelingCore

/// Learns what answers say against functions and end model together.
///
/// A logistic regression on who voted what and on the words of the document, with the
/// scores of functions and end model as offsets: *c_i* = *β* + Σ_{(j,v)} *δ*[*j*, *v*] + *W* *x_i*.
/// Its normal prior around 0 has the variance 2 for a vote's log odds and 6 for those of a
/// document's words, so few answers change little. As the fit is conditional on
/// votes and words, it needs no random sample: a query strategy chooses by these very things.
/// - Complexity: O(entries of the answered documents · *k*) an iteration, then O(entries · *k*).
/// - SeeAlso: Zadrozny 2004, "Learning and evaluating classifiers under sample selection bias",
///   doi:10.1145/1015330.1015425
struct CorrectionFit {
  /// The functions' votes on all documents.
  let votes: VotePatterns
  /// Weight of each function; below 1 for copies.
  let weights: [Double]
  /// Features of all documents, each row of length 1; `nil` for none.
  let features: FeatureMatrix?
  let threadCount: Int

  /// Variance of a document's words' log odds, as a multiple of a vote's.
  private static let documentVariance: Float = 3

  /// The correction that answers speak for.
  ///
  /// - Parameters:
  ///   - rows: Answered documents.
  ///   - labels: The class of each.
  ///   - offsets: A row of scores for each, made without its answer.
  /// - Returns: `nil` without answers.
  func correction(rows: [Int], labels: [Vote], offsets: [Double]) -> PosteriorCorrection? {
    guard !rows.isEmpty else { return nil }
    let classCount = votes.labelSpace.classCount
    let set = TrainingSet(
      features: joined(rows),
      labelSpace: votes.labelSpace,
      targets: SoftLabels(oneHot: labels, classCount: classCount)
    )
    // Two classes share one vector, which is the difference of two as any more have.
    let regression = LogisticRegression(inverseRegularization: classCount > 2 ? 1 : 2)
    let scores = ClassScores(classCount: classCount, values: offsets)
    guard
      let learned = try? regression.correction(of: scores, to: set, threadCount: threadCount)
    else { return nil }
    let pairCount = votes.voters.count * votes.ballots.count
    let ofVotes = learned.selecting(columns: 0..<pairCount)
    let patterns = ofVotes.scores(of: pairs(ofPatterns: 0..<votes.patternCount))
    let documents = features.map { features in
      learned.selecting(
        columns: pairCount..<learned.columnCount,
        scaledBy: Self.documentVariance.squareRoot(),
        keepsIntercepts: false
      ).scores(of: features, threadCount: threadCount).values
    }
    return PosteriorCorrection(patternScores: patterns.values, documentScores: documents ?? [])
  }

  /// A row per pattern: the weight of each function that voted, in the column of its vote.
  private func pairs(ofPatterns patterns: some Sequence<Int>) -> FeatureMatrix {
    let ballotCount = votes.ballots.count
    var starts = [0]
    var columns: [UInt32] = []
    var values: [Float] = []
    for pattern in patterns {
      for entry in votes.entries(of: pattern) {
        columns.append(UInt32(Int(entry.voter) * ballotCount + Int(entry.ballot)))
        values.append(Float(weights[Int(entry.voter)]))
      }
      starts.append(columns.count)
    }
    return FeatureMatrix(
      columnCount: votes.voters.count * ballotCount,
      starts: starts,
      columns: columns,
      values: values
    )
  }

  /// Votes and words of documents side by side.
  private func joined(_ rows: [Int]) -> FeatureMatrix {
    let pairs = pairs(ofPatterns: rows.map { Int(votes.patternOfRow[$0]) })
    guard let features else { return pairs }
    let scale = Self.documentVariance.squareRoot()
    var starts = [0]
    var columns: [UInt32] = []
    var values: [Float] = []
    for (place, row) in rows.enumerated() {
      let own = pairs.starts[place]..<pairs.starts[place + 1]
      columns += pairs.columns[own]
      values += pairs.values[own]
      features.forEachEntry(ofRow: row) { column, value in
        columns.append(UInt32(pairs.columnCount + column))
        values.append(scale * value)
      }
      starts.append(columns.count)
    }
    return FeatureMatrix(
      columnCount: pairs.columnCount + features.columnCount,
      starts: starts,
      columns: columns,
      values: values
    )
  }
}
