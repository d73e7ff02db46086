package import LabelModels
package import LabelingCore
internal import PluginHost
internal import RealModule
internal import Runs

/// Where a task's labels are wrong, and which functions made them so.
package struct ErrorAnalysis: Sendable, Encodable {
  /// What one function did on the documents with gold.
  package struct Function: Sendable, Encodable {
    /// The function's name.
    package let name: String
    /// Where it is declared.
    package let place: String
    /// Votes that are right by the gold label; statements where documents have several classes.
    package let correctCount: Int
    /// Votes, or statements, that are not.
    package let incorrectCount: Int
    /// Share of correct ones; `nil` without any.
    package let accuracy: Double?
    /// Confidence interval of the accuracy.
    package let accuracyInterval: Interval?
    /// Documents with a wrong label that it voted for; pairs of a document and a class where there
    /// are several.
    package let wrongLabelCount: Int
    /// The model's log loss when it is fitted without the function, less that with it.
    ///
    /// Above zero the function helps, below it harms. `nil` when it was not asked
    /// for or the model cannot be fitted.
    package let logLossGain: Double?
    /// Paired confidence interval of the gain, by its standard error.
    package let logLossGainInterval: Interval?
  }

  /// Documents with the same votes, gold label and wrong label; where documents have several
  /// classes, with the same statements about a class.
  package struct Bucket: Sendable, Encodable {
    /// The gold class, or whether the class is there: `billing` or `-billing`.
    package let gold: String
    /// The label, of the same kind; `nil` where the model gives none.
    package let label: String?
    /// The votes, as function and what it says, without confidences.
    package let votes: [NamedVote]
    /// Number of documents.
    package let count: Int
    /// Documents with these votes whose gold label is known, rightly labeled or not.
    package let judgedCount: Int
  }

  /// The labels against gold.
  package let score: ScoreReport
  /// The labels and those of majority vote against gold; left out of the JSON.
  package let scores: ScoreComparison?
  /// Both labelings on the documents that both label.
  package let comparison: LabelComparison?
  /// The scores corrected for how gold was sampled; `nil` when unknown.
  package let corrected: SampledScores?
  /// The functions, in the order of the source.
  package let functions: [Function]
  /// Wrong and missing labels by votes, the most frequent first.
  package let buckets: [Bucket]

  private enum CodingKeys: CodingKey {
    case score, comparison, corrected, functions, buckets
  }

  /// Analyzes an inspection that has gold labels.
  ///
  /// - Parameters:
  ///   - inspection: The corpus.
  ///   - model: The model to fit without each function; `nil` leaves that out.
  ///   - onFit: Called after each of these fits with their number so far.
  /// - Throws: What fits throw.
  package init(
    of inspection: Inspection,
    model: (any LabelModel)?,
    onFit: (Int) -> Void = { _ in }
  ) throws {
    let gold = GoldComparison(inspection.votes, golds: inspection.goldColumn)
    let (judged, origins) = (gold.votes, gold.origins)
    let scored = gold.rows(labels: inspection.labels, probabilities: inspection.fit.posteriors)
    let labels = scored.labels
    let probabilities = inspection.fit.posteriors.selecting(rows: origins)
    score = ScoreReport(of: scored)
    scores = try gold.scores(
      of: inspection.fit.name,
      labels: inspection.labels,
      probabilities: inspection.fit.posteriors,
      ties: .abstain
    )
    comparison = scores?.labels
    corrected = inspection.inclusion.map { inclusion in
      let rows = inspection.golds.indices
      let patterns = rows.map { inspection.pattern(of: $0) }
      var scored = ScoredRows(
        labelSpace: judged.labelSpace,
        labels: patterns.map { inspection.labels[$0] },
        gold: inspection.golds,
        probabilities: inspection.fit.posteriors.selecting(rows: patterns)
      )
      scored.goldSets = inspection.goldSets
      return SampledScores(of: scored, inclusion: inclusion)
    }
    let places = inspection.places
    var functions: [Function] = []
    for voter in judged.voters.indices {
      var gain: PairedMean?
      if let model, judged.voters.count > 1 {
        gain = try Self.gain(without: voter, inspection, model, judged, origins, probabilities)
        onFit(voter + 1)
      }
      functions.append(Self.function(voter, at: places[voter], judged, labels, gain))
    }
    self.functions = functions
    buckets = Self.buckets(judged, labels)
  }

  /// The difference of log loss on each document with gold.
  private static func gain(
    without voter: Int,
    _ inspection: Inspection,
    _ model: any LabelModel,
    _ judged: VotePatterns,
    _ origins: [Int],
    _ probabilities: SoftLabels
  ) throws -> PairedMean? {
    let votes = inspection.votes.removing(voter: voter)
    let without = try model.fit(to: votes).posteriors(of: votes)
    var mean = PairedMean()
    for (x, gold) in judged.gold.enumerated() where !gold.isAbstain {
      let with = loss(probabilities[row: x], gold)
      mean.add(loss(without[row: origins[x]], gold) - with, count: judged.counts[x])
    }
    return mean
  }

  private static func loss(_ row: ArraySlice<Double>, _ gold: Vote) -> Double {
    -Double.log(min(max(row[row.startIndex + gold.classIndex], 1e-6), 1))
  }

  private static func function(
    _ voter: Int,
    at place: String,
    _ judged: VotePatterns,
    _ labels: [Vote],
    _ gain: PairedMean?
  ) -> Function {
    let sets = BallotSets(of: judged)
    var (correct, incorrect, wrong) = (0, 0, 0)
    for x in 0..<judged.patternCount {
      guard let truth = judged.goldClasses(of: x) else { continue }
      for entry in judged.entries(of: x) where Int(entry.voter) == voter {
        let isRight = sets.meets(entry.ballot, truth)
        correct += isRight ? judged.counts[x] : 0
        incorrect += isRight ? 0 : judged.counts[x]
        let isFollowed = !labels[x].isAbstain && sets.holds(entry.ballot, labels[x])
        if !isRight, isFollowed { wrong += judged.counts[x] }
      }
    }
    let total = correct + incorrect
    return Function(
      name: judged.voters[voter],
      place: place,
      correctCount: correct,
      incorrectCount: incorrect,
      accuracy: total > 0 ? Double(correct) / Double(total) : nil,
      accuracyInterval: Interval(successes: correct, total: total),
      wrongLabelCount: wrong,
      logLossGain: gain?.value,
      logLossGainInterval: gain?.interval
    )
  }

  /// What documents of a bucket have in common.
  private struct BucketKey: Hashable {
    /// The voters with the sets of classes that they say, whatever their confidence.
    var votes: [[Int]]
    var gold: Vote?
    var label: Vote?
  }

  private static func buckets(
    _ judged: VotePatterns,
    _ labels: [Vote]
  ) -> [Bucket] {
    let sets = BallotSets(of: judged)
    var judgedCounts: [BucketKey: Int] = [:]
    var counts: [BucketKey: Int] = [:]
    var firsts: [(key: BucketKey, pattern: Int)] = []
    for (x, gold) in judged.gold.enumerated() where !gold.isAbstain {
      let votes = judged.entries(of: x).map { [Int($0.voter), sets.set(of: $0.ballot)] }
      judgedCounts[BucketKey(votes: votes), default: 0] += judged.counts[x]
      guard labels[x] != gold else { continue }
      let key = BucketKey(votes: votes, gold: gold, label: labels[x])
      if counts[key] == nil { firsts.append((key, x)) }
      counts[key, default: 0] += judged.counts[x]
    }
    let space = judged.labelSpace
    let buckets = firsts.map { key, pattern in
      Bucket(
        gold: space.classes[judged.gold[pattern].classIndex],
        label: space.name(of: labels[pattern]),
        votes: key.votes.map {
          NamedVote(
            function: judged.voters[$0[0]],
            vote: BallotNotation.text(of: judged.ballots.sets[$0[1]], in: space)
          )
        },
        count: counts[key] ?? 0,
        judgedCount: judgedCounts[BucketKey(votes: key.votes)] ?? 0
      )
    }
    return buckets.enumerated().sorted {
      ($1.element.count, $0.offset) < ($0.element.count, $1.offset)
    }.map(\.element)
  }
}
