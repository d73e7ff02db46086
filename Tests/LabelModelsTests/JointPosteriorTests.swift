import Foundation
import LabelModels
import LabelingCore
import Testing

struct JointPosteriorTests {
  private static let space = LabelSpace(["ham", "spam"])

  /// Four functions right seven times in ten where they speak, and the truth.
  private static func votes(
    _ count: Int,
    seed: UInt64 = 5
  ) -> (votes: VotePatterns, truth: [Int]) {
    var generator = SeededGenerator(seed: seed)
    var truth: [Int] = []
    var builder = VotePatterns.Builder(voters: ["f", "g", "h", "k"], labelSpace: space)
    for _ in 0..<count {
      let label = Int.random(in: 0..<2, using: &generator)
      let row = (0..<4).map { _ -> Int16 in
        if Int.random(in: 0..<10, using: &generator) < 4 { return -1 }
        return Int16(Int.random(in: 0..<10, using: &generator) < 7 ? label : 1 - label)
      }
      truth.append(label)
      row.withUnsafeBufferPointer { builder.append($0) }
    }
    return (builder.finish(), truth)
  }

  private static func answers(
    _ rows: Range<Int>,
    by annotator: String,
    accuracy: Double,
    truth: [Int],
    seed: UInt64
  ) -> [AnnotatorAnswer] {
    var generator = SeededGenerator(seed: seed)
    return rows.map { row in
      let isRight = Double.random(in: 0..<1, using: &generator) < accuracy
      return AnnotatorAnswer(
        row: row,
        annotator: annotator,
        classIndex: isRight ? truth[row] : 1 - truth[row]
      )
    }
  }

  /// Scores of a model that is right with a probability and knows it.
  private static func evidence(
    strength: Double,
    accuracy: Double,
    truth: [Int],
    heldOut: [Int],
    seed: UInt64
  ) -> EndModelEvidence {
    var generator = SeededGenerator(seed: seed)
    let scores = truth.flatMap { label -> [Double] in
      let isRight = Double.random(in: 0..<1, using: &generator) < accuracy
      return (isRight ? label : 1 - label) == 1 ? [0, strength] : [strength, 0]
    }
    return EndModelEvidence(
      scores: scores,
      balance: [0.5, 0.5],
      heldOutRows: heldOut,
      heldOutScores: heldOut.flatMap { [scores[2 * $0], scores[2 * $0 + 1]] }
    )
  }

  private static func logLoss(
    _ joint: JointPosterior,
    truth: [Int],
    rows: some Sequence<Int>
  ) -> Double {
    var sum = 0.0
    var count = 0.0
    for row in rows {
      sum -= log(max(joint.probabilities.values[2 * row + truth[row]], 1e-6))
      count += 1
    }
    return sum / count
  }

  @Test func `without people and end model it is the label model`() throws {
    let (votes, _) = Self.votes(500)
    let joint = try JointPosterior(votes: votes)
    let fitted = try PooledLabelModel().fitted(to: votes)
    let posteriors = try fitted.posteriors(of: votes)
    for row in 0..<votes.rowCount {
      #expect(joint.probabilities[row: row] == posteriors[row: Int(votes.patternOfRow[row])])
    }
  }

  @Test func `a perfect annotator's answer settles its document`() throws {
    let (votes, _) = Self.votes(300)
    var joint = try JointPosterior(votes: votes, trust: AnnotatorPrior(accuracies: ["ada": 1]))
    for row in 0..<20 {
      joint.add(AnnotatorAnswer(row: row, annotator: "ada", classIndex: row % 2))
    }
    let refresh = try joint.refresh()
    #expect(refresh.isRefitted)
    for row in 0..<20 {
      #expect(joint.probabilities.values[2 * row + row % 2] > 0.999)
    }
    let (patterns, _) = votes.attaching(
      gold: (0..<300).map { $0 < 20 ? Vote(classIndex: $0 % 2) : .abstain }
    )
    var model = PooledLabelModel(mode: joint.labelModel.parameters.mode)
    model.goldRandomness = 0
    let anchored = try model.fitted(to: patterns).posteriors(of: votes.withGold(votes.gold))
    for row in 20..<300 {
      let pattern = Int(votes.patternOfRow[row])
      for y in 0..<2 {
        let expected = anchored.values[2 * pattern + y]
        #expect(abs(joint.probabilities.values[2 * row + y] - expected) < 1e-9)
      }
    }
  }

  @Test func `an annotator who guesses loses weight, good ones keep theirs`() throws {
    let (votes, truth) = Self.votes(400)
    var joint = try JointPosterior(votes: votes)
    joint.add(Self.answers(0..<150, by: "ada", accuracy: 0.97, truth: truth, seed: 1))
    joint.add(Self.answers(0..<150, by: "ben", accuracy: 0.95, truth: truth, seed: 2))
    joint.add(Self.answers(0..<200, by: "cem", accuracy: 0.5, truth: truth, seed: 3))
    try joint.refresh()
    let (ada, cem) = (joint.quality.accuracy(of: "ada"), joint.quality.accuracy(of: "cem"))
    #expect(try #require(ada) > 0.9)
    #expect(try #require(cem) < 0.65)
    #expect(joint.quality.sharedAnswers == [150, 150, 150])
    // Where only the guesser answered, the votes hardly move.
    for row in 150..<200 {
      let pattern = Int(votes.patternOfRow[row])
      let before = joint.patternPosteriors.values[2 * pattern]
      #expect(abs(joint.probabilities.values[2 * row] - before) < 0.2)
    }
    #expect(Set(joint.settledClasses().keys).isDisjoint(with: 150..<200))
  }

  @Test func `batches, order and detours end at the same bytes`() throws {
    let (votes, truth) = Self.votes(600)
    let answers =
      Self.answers(0..<90, by: "ada", accuracy: 0.95, truth: truth, seed: 1)
      + Self.answers(30..<120, by: "ben", accuracy: 0.9, truth: truth, seed: 2)
    let evidence = Self.evidence(
      strength: 2,
      accuracy: 0.85,
      truth: truth,
      heldOut: Array(0..<120),
      seed: 9
    )
    var whole = try JointPosterior(votes: votes)
    whole.add(answers)
    whole.setEndModel(evidence)
    try whole.refresh()
    var generator = SeededGenerator(seed: 4)
    var pieces = try JointPosterior(votes: votes, options: FitOptions(threadCount: 1))
    pieces.setEndModel(
      Self.evidence(strength: 1, accuracy: 0.6, truth: truth, heldOut: [], seed: 8)
    )
    for (index, answer) in answers.shuffled(using: &generator).enumerated() {
      var wrong = answer
      wrong.classIndex = 1 - answer.classIndex
      pieces.add(wrong)
      if index % 7 == 0 { try pieces.refresh() }
      if index % 3 == 0 { pieces.removeAnswer(row: answer.row, annotator: answer.annotator) }
      pieces.add(answer)
      if index % 20 == 0 { try pieces.refresh() }
    }
    pieces.setEndModel(evidence)
    try pieces.refresh()
    #expect(pieces.probabilities == whole.probabilities)
    #expect(pieces.endModelWeight == whole.endModelWeight)
    #expect(whole.endModelWeight.voted.weight > 0)
  }

  @Test func `only what changed is computed again`() throws {
    let (votes, truth) = Self.votes(400)
    var joint = try JointPosterior(votes: votes)
    let none = try joint.refresh()
    #expect(!none.isRefitted && none.evaluatedRows == 0)
    joint.add(Self.answers(0..<40, by: "ada", accuracy: 1, truth: truth, seed: 1))
    joint.setEndModel(
      Self.evidence(strength: 2, accuracy: 0.8, truth: truth, heldOut: Array(0..<40), seed: 2)
    )
    try joint.refresh()
    // A second opinion that settles nothing anew concerns its own document only.
    joint.add(AnnotatorAnswer(row: 390, annotator: "ada", classIndex: 0))
    try joint.refresh()
    joint.removeAnswer(row: 390, annotator: "ada")
    joint.add(AnnotatorAnswer(row: 390, annotator: "ada", classIndex: 0))
    let same = try joint.refresh()
    #expect(!same.isRefitted && same.evaluatedRows == 1)
    var evidence = try #require(joint.endModel)
    evidence.scores[2 * 17] += 0.5
    joint.setEndModel(evidence)
    let moved = try joint.refresh()
    #expect(!moved.isRefitted && moved.evaluatedRows == 1)
  }

  @Test func `an end model that guesses hardly counts, one that knows does`() throws {
    let (votes, truth) = Self.votes(1000)
    var joint = try JointPosterior(votes: votes)
    joint.add(Self.answers(0..<100, by: "ada", accuracy: 1, truth: truth, seed: 1))
    try joint.refresh()
    let without = Self.logLoss(joint, truth: truth, rows: 100..<1000)
    joint.setEndModel(
      Self.evidence(strength: 3, accuracy: 0.5, truth: truth, heldOut: Array(0..<100), seed: 3)
    )
    try joint.refresh()
    #expect(joint.endModelWeight.voted.weight <= 0.1)
    #expect(Self.logLoss(joint, truth: truth, rows: 100..<1000) < without + 0.02)
    joint.setEndModel(
      Self.evidence(strength: 2, accuracy: 0.88, truth: truth, heldOut: Array(0..<100), seed: 3)
    )
    try joint.refresh()
    #expect(joint.endModelWeight.voted.weight > 0.5)
    #expect(Self.logLoss(joint, truth: truth, rows: 100..<1000) < without - 0.1)
  }

  @Test func `before there are answers an end model counts as far as it is expected to`() throws {
    let (votes, truth) = Self.votes(300)
    var joint = try JointPosterior(votes: votes)
    joint.setEndModel(
      Self.evidence(strength: 2, accuracy: 0.9, truth: truth, heldOut: [], seed: 3)
    )
    try joint.refresh()
    #expect(joint.endModelWeight.voted.weight == EndModelWeight.expectedVoted)
    #expect(joint.endModelWeight.unvoted.weight == EndModelWeight.expectedUnvoted)
    let silent = try #require(
      (0..<300).first {
        votes.entries(of: Int(votes.patternOfRow[$0])).isEmpty
      }
    )
    let prior = joint.patternPosteriors.values[2 * Int(votes.patternOfRow[silent]) + 1]
    let scores = try #require(joint.endModel).scores
    let odds = log(prior / (1 - prior)) + scores[2 * silent + 1] - scores[2 * silent]
    #expect(abs(joint.probabilities.values[2 * silent + 1] - 1 / (1 + exp(-odds))) < 1e-9)
  }

  @Test func `a correction is added to votes and end model, and taken back`() throws {
    let (votes, truth) = Self.votes(300)
    var joint = try JointPosterior(votes: votes)
    joint.add(Self.answers(0..<30, by: "ada", accuracy: 1, truth: truth, seed: 1))
    joint.setEndModel(
      Self.evidence(strength: 1, accuracy: 0.8, truth: truth, heldOut: Array(0..<30), seed: 2)
    )
    try joint.refresh()
    let before = joint.probabilities
    let answered = joint.answeredScores()
    #expect(answered.rows == Array(0..<30) && answered.scores.count == 60)
    joint.setCorrection(
      PosteriorCorrection(
        patternScores: (0..<votes.patternCount).flatMap { _ in [0, 0.5] },
        documentScores: truth.indices.flatMap { [0, $0 == 200 ? 1 : 0] }
      )
    )
    let refresh = try joint.refresh()
    #expect(!refresh.isRefitted && refresh.evaluatedRows == 300)
    func logit(_ soft: SoftLabels, _ row: Int) -> Double {
      log(soft.values[2 * row + 1] / soft.values[2 * row])
    }
    #expect(abs(logit(joint.probabilities, 100) - logit(before, 100) - 0.5) < 1e-6)
    #expect(abs(logit(joint.probabilities, 200) - logit(before, 200) - 1.5) < 1e-6)
    joint.setCorrection(nil)
    try joint.refresh()
    #expect(joint.probabilities == before)
  }

  @Test func `there may be no function at all`() throws {
    var builder = VotePatterns.Builder(voters: [], labelSpace: Self.space)
    for _ in 0..<60 { builder.append(entries: []) }
    let truth = (0..<60).map { $0 % 2 }
    var joint = try JointPosterior(votes: builder.finish())
    #expect(joint.probabilities.values.allSatisfy { $0 == 0.5 })
    joint.add(Self.answers(0..<30, by: "ada", accuracy: 1, truth: truth, seed: 1))
    joint.setEndModel(
      Self.evidence(strength: 2, accuracy: 0.9, truth: truth, heldOut: Array(0..<30), seed: 3)
    )
    try joint.refresh()
    #expect(joint.endModelWeight.unvoted.weight > 0.5)
    #expect(joint.probabilities.values[0] > 0.9)
  }

  @Test(.enabled(if: RealVotes.arePresent), arguments: RealVotes.functionSets)
  func `on real votes an end model never does harm on held-out documents`(name: String) throws {
    let set = try RealVotes.functions(name)
    let classCount = set.votes.labelSpace.classCount
    let base = try JointPosterior(votes: set.votes)
    for (accuracy, seed) in [(0.5, 1), (0.7, 2), (0.9, 3)] as [(Double, UInt64)] {
      var generator = SeededGenerator(seed: seed)
      // The "end model" says a class as sure as it is right, at most.
      let scores = set.gold.flatMap { gold -> [Double] in
        let isRight = Double.random(in: 0..<1, using: &generator) < accuracy
        let said = isRight ? gold : Int.random(in: 0..<classCount, using: &generator)
        return (0..<classCount).map { $0 == said ? 2 : 0 }
      }
      let answered = Array(stride(from: 0, to: set.gold.count, by: max(1, set.gold.count / 80)))
      var joint = base
      joint.add(
        answered.map { AnnotatorAnswer(row: $0, annotator: "ada", classIndex: set.gold[$0]) }
      )
      try joint.refresh()
      func loss() -> Double {
        let known = Set(answered)
        let rows = set.gold.indices.filter { !known.contains($0) }
        return rows.reduce(0) {
          $0 - log(max(joint.probabilities.values[$1 * classCount + set.gold[$1]], 1e-6))
        } / Double(rows.count)
      }
      let without = loss()
      joint.setEndModel(
        EndModelEvidence(
          scores: scores,
          balance: [Double](repeating: 1 / Double(classCount), count: classCount),
          heldOutRows: answered,
          heldOutScores: answered.flatMap { scores[($0 * classCount)..<(($0 + 1) * classCount)] }
        )
      )
      try joint.refresh()
      #expect(loss() <= without + 0.01, "\(name) \(accuracy)")
    }
  }
}
