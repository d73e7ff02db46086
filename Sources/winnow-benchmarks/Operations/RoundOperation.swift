internal import EndModels
internal import Glibc
internal import LabelModels
internal import LabelingCore

/// Rounds of active learning: 100 more answers, the posterior, an end model, every document scored.
///
/// Texts are of 5 to 12 words, a quarter of which speak for one of four classes;
/// five functions vote. 100 answers come in a round. The end model learns from
/// all answers and from the labels of 2,000 other documents, starts from the last
/// round's, is calibrated on answers held out in turn, and scores the pool. Its
/// posterior with the votes is brought up to date, and the hundred documents whose
/// posterior is least sure are the next ones.
struct RoundOperation {
  let documentCount: Int

  /// Runs rounds; returns the preparation and the rounds.
  func run(rounds: Int) throws -> [Measurement] {
    let votes = FlatVotes(rowCount: documentCount, voterCount: 5, classCount: 4, seed: 3)
    let start = Self.processorSeconds
    var features = FeatureMatrix(columnCount: 0)
    let preparation = Measurement(
      "features of words",
      documentCount: documentCount,
      rounds: 1
    ) {
      features = makeFeatures(of: votes.truth)
      return [
        "entries": Double(features.entryCount), "columns": Double(features.columnCount),
        "cpu_s": Self.processorSeconds - start,
      ]
    }
    var joint = try JointPosterior(votes: votes.patterns())
    var learner = Learner(features: features, truth: votes.truth)
    learner.answer(stride(from: 0, to: documentCount, by: documentCount / 100).prefix(100), &joint)
    try learner.round(&joint)
    var seconds: [Double] = []
    var processor: [Double] = []
    for _ in 0..<rounds {
      let next = learner.leastSure(joint, count: 100)
      let before = Self.processorSeconds
      let began = ContinuousClock.now
      learner.answer(next, &joint)
      try learner.round(&joint)
      _ = learner.leastSure(joint, count: 100)
      seconds.append((ContinuousClock.now - began) / .seconds(1))
      processor.append(Self.processorSeconds - before)
    }
    var round = Measurement("round", documentCount: documentCount, seconds: seconds)
    round.facts = learner.parts
    round.facts["cpu_s"] = processor.sorted()[processor.count / 2]
    return [preparation, round]
  }

  private func makeFeatures(of truth: [Int8]) -> FeatureMatrix {
    var options = FeatureOptions.words
    options.leastDocuments = 3
    var terms = DocumentTerms(options: options)
    var generator = SeededGenerator(seed: 4)
    for first in stride(from: 0, to: truth.count, by: 20_000) {
      let texts = truth[first..<min(first + 20_000, truth.count)].map { label in
        (0..<(5 + Int(generator.unit() * 8))).map { _ in
          let word = Int(generator.unit() * generator.unit() * 3000)
          return generator.unit() < 0.25 ? "class\(label)x\(word / 50)" : "word\(word)"
        }.joined(separator: " ")
      }
      terms.append(texts)
    }
    return HashedFeatures(fittingTo: terms).features(of: terms)
  }

  /// Seconds of all processors that the process has used.
  static var processorSeconds: Double {
    var usage = rusage()
    getrusage(RUSAGE_SELF, &usage)
    return Double(usage.ru_utime.tv_sec) + Double(usage.ru_utime.tv_usec) * 1e-6
  }

  /// The end model's part of a round.
  private struct Learner {
    let features: FeatureMatrix
    let truth: [Int8]
    var model: FittedEndModel?
    var answered: [Int] = []
    var isAnswered: [Bool]
    /// Seconds of each part of the last round.
    var parts: [String: Double] = [:]

    init(features: FeatureMatrix, truth: [Int8]) {
      self.features = features
      self.truth = truth
      isAnswered = [Bool](repeating: false, count: truth.count)
    }

    mutating func answer(_ rows: some Sequence<Int>, _ joint: inout JointPosterior) {
      for row in rows where !isAnswered[row] {
        isAnswered[row] = true
        answered.append(row)
        joint.add(Answer(row: row, annotator: "gold", classIndex: Int(truth[row])))
      }
    }

    mutating func round(_ joint: inout JointPosterior) throws {
      let soft = stride(from: 7, to: truth.count, by: max(1, truth.count / 2000))
        .filter { !isAnswered[$0] }
      let rows = answered + soft
      let space = joint.votes.labelSpace
      var targets = SoftLabels(classCount: space.classCount, values: [])
      for row in rows {
        targets.values += joint.patternPosteriors[row: Int(joint.votes.patternOfRow[row])]
      }
      for (place, row) in answered.enumerated() {
        for y in 0..<space.classCount {
          targets.values[place * space.classCount + y] = y == Int(truth[row]) ? 1 : 0
        }
      }
      var clock = ContinuousClock.now
      func take(_ name: String) {
        let now = ContinuousClock.now
        parts[name] = (now - clock) / .seconds(1)
        clock = now
      }
      let set = TrainingSet(
        features: features.selecting(rows: rows),
        labelSpace: space,
        targets: targets
      )
      let regression = LogisticRegression(tolerance: 1e-3)
      var fitted = try regression.fitted(to: set, from: model)
      take("fit_s")
      let held = try HeldOutScoring(
        of: Array(answered.indices),
        in: set,
        by: regression,
        from: fitted
      )
      fitted.temperature = Temperature.fitted(
        to: held.scores,
        gold: answered.map { Vote(classIndex: Int(truth[$0])) }
      )
      take("held_out_s")
      let scores = fitted.scores(of: features)
      take("score_s")
      let order = answered.indices.sorted { answered[$0] < answered[$1] }
      joint.setEndModel(
        EndModelEvidence(
          scores: scores.values,
          temperature: fitted.temperature,
          balance: fitted.balance,
          heldOutRows: order.map { answered[$0] },
          heldOutScores: order.flatMap {
            held.scores.values[($0 * space.classCount)..<(($0 + 1) * space.classCount)]
          }
        )
      )
      let refresh = try joint.refresh()
      take("posterior_s")
      parts["refitted"] = refresh.isRefitted ? 1 : 0
      parts["weight"] = joint.endModelWeight.voted.weight
      parts["iterations"] = Double(fitted.facts.iterations)
      model = fitted
    }

    /// The documents without an answer whose most probable class is least probable.
    func leastSure(_ joint: JointPosterior, count: Int) -> [Int] {
      let classCount = joint.probabilities.classCount
      var best: [(confidence: Double, row: Int)] = []
      joint.probabilities.values.withUnsafeBufferPointer { values in
        var bound = Double.infinity
        for row in truth.indices where !isAnswered[row] {
          var largest = values[row * classCount]
          for y in 1..<classCount { largest = max(largest, values[row * classCount + y]) }
          guard largest < bound else { continue }
          best.append((largest, row))
          if best.count == 8 * count {
            best.sort { ($0.confidence, $0.row) < ($1.confidence, $1.row) }
            best.removeSubrange(count...)
            bound = best[count - 1].confidence
          }
        }
      }
      best.sort { ($0.confidence, $0.row) < ($1.confidence, $1.row) }
      return best.prefix(count).map(\.row)
    }
  }
}
