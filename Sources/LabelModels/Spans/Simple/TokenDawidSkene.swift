internal import LabelingCore
internal import RealModule

/// Dawid and Skene's model over tokens; neighbors of one type are one span.
///
/// Silence is one more answer, and "outside" one more class, unless silence is ignored. It sees
/// neither boundaries nor that functions do not see everything; on answers of people who read the
/// whole text it is strong. EM from the share of votes among those who said a type.
/// - SeeAlso: Dawid & Skene 1979, doi:10.2307/2346806; ``DawidSkene`` for documents
/// - Complexity: O(distinct tokens · voters · types) per pass, at most 100 passes.
package struct TokenDawidSkene: SpanModel {
  package static let name = "token-dawid-skene"

  /// Whether silence is an answer; else tokens without votes are no item.
  package var silenceIsAnswer: Bool
  /// Added to each count of a confusion matrix, and to that of each class.
  package var pseudoCount: Double

  /// Creates the model.
  package init(silenceIsAnswer: Bool = true, pseudoCount: Double = 0.01) {
    self.silenceIsAnswer = silenceIsAnswer
    self.pseudoCount = pseudoCount
  }

  /// Shares of the classes and confusion matrices; the last class is outside, if silence answers.
  package struct Learned: Sendable, Codable, Hashable {
    /// Share of each class among the tokens.
    package var shares: [Double]
    /// What each voter says, by voter, true class and answer.
    package var confusion: [[[Double]]]
  }

  package func learned(
    from votes: SpanVotes,
    patterns _: SpanPatterns,
    options _: FitOptions
  ) -> (learned: Learned, passes: Int) {
    let k = votes.types.classCount + (silenceIsAnswer ? 1 : 0)
    let rows = rows(of: votes)
    var posteriors = rows.map { start(of: $0.answers, classCount: k) }
    var learned = maximized(rows, posteriors, voterCount: votes.voters.count, k)
    for pass in 1...100 {
      let next = rows.map { posterior(of: $0.answers, learned) }
      let change = zip(next, posteriors).reduce(0) { most, pair in
        zip(pair.0, pair.1).reduce(most) { max($0, abs($1.0 - $1.1)) }
      }
      posteriors = next
      if change < 1e-5 { return (learned, pass) }
      learned = maximized(rows, posteriors, voterCount: votes.voters.count, k)
    }
    return (learned, 100)
  }

  package func spans(of votes: SpanVotes, with learned: Learned) -> [[ProbableSpan]] {
    (0..<votes.documentCount).map { document in
      votes.goldSpans(of: document)
        ?? TokenSegments(of: document, in: votes).spans { segment in
          let answers = answers(segment.said, voterCount: votes.voters.count, votes.types)
          let posterior = posterior(of: answers, learned)
          let outside = silenceIsAnswer ? votes.types.classCount : posterior.count
          var best = silenceIsAnswer ? outside : 0
          for c in posterior.indices where posterior[c] > posterior[best] { best = c }
          return (best == outside ? nil : best, posterior[best])
        }
    }
  }

  package func accepts(_ learned: Learned, voterCount: Int, typeCount: Int) -> Bool {
    let k = typeCount + (silenceIsAnswer ? 1 : 0)
    return learned.shares.count == k && learned.shares.allSatisfy { $0 > 0 }
      && learned.confusion.count == voterCount
      && learned.confusion.allSatisfy { rows in
        rows.count == k && rows.allSatisfy { $0.count == k && $0.allSatisfy { $0 > 0 } }
      }
  }

  /// Distinct tokens: the answer of each voter, −1 where silence says nothing.
  private func rows(of votes: SpanVotes) -> [(answers: [Int32], count: Double)] {
    var keys = PatternKeys()
    var outside = 0
    for document in 0..<votes.documentCount {
      var rest = votes.length(of: document)
      for segment in TokenSegments(of: document, in: votes).segments {
        let answers = answers(segment.said, voterCount: votes.voters.count, votes.types)
        _ = keys.add(answers, count: segment.range.count)
        rest -= segment.range.count
      }
      outside += max(0, rest)
    }
    if silenceIsAnswer, outside > 0 {
      _ = keys.add(answers([], voterCount: votes.voters.count, votes.types), count: outside)
    }
    return keys.order.map { (Array(keys[$0]), Double(keys.counts[$0])) }
  }

  private func answers(
    _ said: [(voter: Int, type: Int)],
    voterCount: Int,
    _ types: LabelSpace
  ) -> [Int32] {
    let silence = silenceIsAnswer ? Int32(types.classCount) : -1
    var answers = [Int32](repeating: silence, count: voterCount)
    for (voter, type) in said { answers[voter] = Int32(type) }
    return answers
  }

  /// The share of each type among those who said one; outside where nobody did.
  private func start(of answers: [Int32], classCount k: Int) -> [Double] {
    var shares = [Double](repeating: 0, count: k)
    let outside = silenceIsAnswer ? Int32(k - 1) : -1
    for answer in answers where answer != outside { shares[Int(answer)] += 1 }
    let sum = shares.reduce(0, +)
    if sum == 0 {
      if silenceIsAnswer { shares[k - 1] = 1 }
      return shares
    }
    return shares.map { $0 / sum }
  }

  private func maximized(
    _ rows: [(answers: [Int32], count: Double)],
    _ posteriors: [[Double]],
    voterCount m: Int,
    _ k: Int
  ) -> Learned {
    var shares = [Double](repeating: pseudoCount, count: k)
    var confusion = [[[Double]]](
      repeating: [[Double]](repeating: shares, count: k),
      count: m
    )
    for (row, posterior) in zip(rows, posteriors) {
      for c in 0..<k {
        shares[c] += row.count * posterior[c]
        for (j, answer) in row.answers.enumerated() where answer >= 0 {
          confusion[j][c][Int(answer)] += row.count * posterior[c]
        }
      }
    }
    func normalized(_ values: [Double]) -> [Double] {
      let sum = values.reduce(0, +)
      return values.map { $0 / sum }
    }
    return Learned(
      shares: normalized(shares),
      confusion: confusion.map { $0.map(normalized) }
    )
  }

  private func posterior(of answers: [Int32], _ learned: Learned) -> [Double] {
    let logs = learned.shares.indices.map { c in
      answers.enumerated().reduce(Double.log(learned.shares[c])) { sum, answer in
        answer.element < 0
          ? sum : sum + Double.log(learned.confusion[answer.offset][c][Int(answer.element)])
      }
    }
    let sum = LogSum.of(logs)
    return logs.map { Double.exp($0 - sum) }
  }
}
