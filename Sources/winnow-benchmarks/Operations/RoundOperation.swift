internal import ActiveLearning
internal import EndModels
internal import LabelModels
internal import LabelingCore
internal import Platform

/// Rounds of active learning: 100 more answers, all models brought up to date, 100 questions chosen.
///
/// The learner is the one that sessions use, so a round has all of their work: the label model,
/// the end model and its held-out scores, the correction, the posterior of every document, what
/// stopping criteria go by, and the query (least confidence). It begins with 100 random answers
/// and continues to 1,000; gold labels answer.
struct RoundOperation {
  let corpus: RoundCorpus

  /// Runs the rounds without functions and with five of them.
  func run() throws -> [Measurement] {
    let start = SystemClock.processorSeconds
    var features = FeatureMatrix(columnCount: 0)
    let preparation = Measurement(
      "features of words",
      documentCount: corpus.truth.count,
      rounds: 1
    ) {
      features = corpus.features()
      return [
        "entries": Double(features.entryCount), "columns": Double(features.columnCount),
        "cpu_s": SystemClock.processorSeconds - start,
      ]
    }
    let alone = LearnerInputs(labelSpace: corpus.labelSpace, features: features)
    let joined = LearnerInputs(votes: corpus.votes(), features: features)
    return [
      preparation, try rounds("round, answers alone", alone),
      try rounds("round, 5 functions and answers", joined),
    ]
  }

  private func rounds(_ name: String, _ inputs: LearnerInputs) throws -> Measurement {
    var options = LearnerOptions(strategy: UncertaintySampling(.leastConfidence), seed: 3)
    options.trust = AnnotatorPrior(accuracy: 0.999)
    var learner = try ActiveLearner(inputs, options: options)
    var generator = SeededGenerator(seed: 5)
    let first = Array(corpus.truth.indices.shuffled(using: &generator).prefix(100))
    try answer(first, &learner)
    try learner.refit()
    var questions = try learner.ask(100).rows
    var seconds: [Double] = []
    var processor: [Double] = []
    for _ in 0..<9 {
      let before = SystemClock.processorSeconds
      let began = ContinuousClock.now
      try answer(questions, &learner)
      try learner.refit()
      questions = try learner.ask(100).rows
      seconds.append((ContinuousClock.now - began) / .seconds(1))
      processor.append(SystemClock.processorSeconds - before)
    }
    var measurement = Measurement(name, documentCount: corpus.truth.count, seconds: seconds)
    measurement.facts["cpu_s"] = processor.sorted()[processor.count / 2]
    let rows = Array(corpus.truth.indices)
    let right = zip(learner.predictions(of: rows), corpus.truth)
      .count { $0.classIndex == Int($1) }
    measurement.facts["accuracy"] = Double(right) / Double(rows.count)
    return measurement
  }

  private func answer(_ rows: [Int], _ learner: inout ActiveLearner) throws {
    for row in rows {
      let answer = AnnotatorAnswer(row: row, annotator: "gold", classIndex: Int(corpus.truth[row]))
      try learner.record(answer)
    }
  }
}
