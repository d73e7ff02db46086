internal import LabelingCore

/// Stops when nearly all documents of a class are found, with a stated risk of being wrong.
///
/// It goes by the answers since documents were last drawn at random only. With ρ
/// documents of the class found before, *k* in a random sample of *n* out of the *N*
/// documents open when it began, recall is below the target τ only if at least
/// *K* = ⌊(ρ + *k*)/τ − ρ⌋ + 1 documents of the class were among the *N*; the probability
/// that so few as *k* were drawn then is hypergeometric. Looking again after every
/// answer would raise the risk, so it looks when the sample has ``firstLook``, twice,
/// four times … as many documents and spends the risk as α/(*i*(*i* + 1)) at look *i*,
/// which adds up to α over all looks.
/// - SeeAlso: Callaghan & Müller-Hansen 2020, doi:10.1186/s13643-020-01521-4
package struct RareClassFound: StoppingCriterion {
  /// Sample size of the first look.
  package static let firstLook = 25

  /// Name of the class.
  package let className: String
  /// Share of the class' documents that are to be found, τ.
  package let recall: Double
  /// Probability of stopping although fewer were found, α.
  package let risk: Double

  package var name: String { "class-found:\(className)" }
  package var assumption: String {
    "Assumes that answers are right, that skipped documents are not of class '\(className)', and "
      + "that the last documents were drawn with strategy 'random' alone; the risk holds however "
      + "often it is looked at."
  }

  /// Creates the criterion.
  ///
  /// - Throws: ``ActiveLearningError/invalidSetting(name:rule:)``.
  package init(
    className: String,
    recall: Double = 0.95,
    risk: Double = 0.05
  ) throws(ActiveLearningError) {
    guard recall > 0, recall < 1 else {
      throw .invalidSetting(name: "recall", rule: "lies between 0 and 1")
    }
    guard risk > 0, risk < 1 else {
      throw .invalidSetting(name: "risk", rule: "lies between 0 and 1")
    }
    self.className = className
    self.recall = recall
    self.risk = risk
  }

  /// Looks out for the rarest class so far.
  package init?(for session: StoppingSituation) throws(ActiveLearningError) {
    guard let rarest = session.rarestClass else { return nil }
    try self.init(className: rarest)
  }

  package func verdict(on evidence: StoppingEvidence) -> StoppingVerdict {
    guard let target = evidence.labelSpace.vote(for: className) else {
      return StoppingVerdict(of: self, shouldStop: false, "there is no class '\(className)'")
    }
    let start = evidence.labeled.lastIndex { !$0.isRandomDraw }.map { $0 + 1 } ?? 0
    let found = evidence.labeled[..<start].count { $0.has(target) }
    let sample = evidence.labeled[start...].map { $0.has(target) }
    let population = evidence.documentCount - start - evidence.skippedCount
    var size = Self.firstLook
    var look = 1
    var last: Double?
    while size <= sample.count {
      let value = probability(
        sampled: sample[..<size].count { $0 },
        of: size,
        found: found,
        population: population
      )
      last = value
      if value < risk / Double(look * (look + 1)) { return stopping(value, size, evidence, target) }
      size *= 2
      look += 1
    }
    if sample.count >= population {
      return stopping(0, sample.count, evidence, target)
    }
    let more = size - sample.count
    return StoppingVerdict(
      of: self,
      shouldStop: false,
      value: last,
      threshold: risk / Double(look * (look + 1)),
      "\(Formatting.count(sample.count, "document")) "
        + "\(Formatting.verb(sample.count, "was", "were")) drawn at random since the last chosen "
        + "ones; the next look is after \(more) more"
    )
  }

  private func stopping(
    _ value: Double,
    _ size: Int,
    _ evidence: StoppingEvidence,
    _ target: Vote
  ) -> StoppingVerdict {
    let found = evidence.labeled.count { $0.has(target) }
    return StoppingVerdict(
      of: self,
      shouldStop: true,
      value: value,
      threshold: risk,
      "\(Formatting.count(found, "document")) of class '\(className)' "
        + "\(Formatting.verb(found, "is", "are")) found; by \(size) random draws that is at "
        + "least \(percent(recall)) of them, with a risk of \(percent(risk)) of being wrong"
    )
  }

  /// *P*(so few drawn) if recall were below the target.
  func probability(sampled: Int, of size: Int, found: Int, population: Int) -> Double {
    let least = Int((Double(found + sampled) / recall - Double(found)).rounded(.down)) + 1
    guard least <= population else { return 0 }
    return Hypergeometric.cumulative(
      found: sampled,
      population: population,
      marked: least,
      sample: size
    )
  }

  private func percent(_ share: Double) -> String {
    let value = (share * 1000).rounded() / 10
    return value == value.rounded() ? "\(Int(value)) %" : "\(value) %"
  }
}
