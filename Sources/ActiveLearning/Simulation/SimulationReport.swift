/// What a simulation found, arm by arm.
package struct SimulationReport: Hashable, Sendable, Encodable {
  /// A curve's mean at one number of labels.
  package struct Point: Hashable, Sendable, Encodable {
    /// Labeled documents.
    package var labels: Int
    /// Mean accuracy over the repeats.
    package var accuracy: MeanEstimate
    /// Mean macro-F1 over the repeats.
    package var macroF1: MeanEstimate
    /// Mean micro-F1 over the repeats; `nil` where documents have one class.
    package var microF1: MeanEstimate?

    /// The mean of a score.
    package func mean(of score: Score) -> MeanEstimate {
      switch score {
      case .accuracy: accuracy
      case .macroF1: macroF1
      case .microF1: microF1 ?? accuracy
      }
    }
  }

  /// One arm.
  package struct Arm: Hashable, Sendable, Encodable {
    /// How it is called.
    package var name: String
    /// What it is.
    package var arm: SimulationArm
    /// Its mean curve with bands.
    package var curve: [Point]
    /// Mean height of the curve; `nil` for an arm that asks nobody.
    package var area: MeanEstimate?
    /// Its score with the last label.
    package var final: MeanEstimate
    /// Fewest labels with which the mean curve reaches the level; `nil` when it does not.
    package var labelsToLevel: Int?
    /// Labels with which each repeat reaches its own level; one that does not counts as the
    /// budget, which favors the arm.
    package var labelsToLevelByRepeat: MeanEstimate?
    /// Repeats that reach their own level.
    package var reachedCount: Int
    /// Area less that of random sampling with the same split, repeat by repeat.
    package var areaGain: MeanEstimate?
    /// Score at the end less that of random sampling with the same split, repeat by repeat.
    package var finalGain: MeanEstimate?
  }

  /// What curves are measured in.
  package var score: Score
  /// The level to reach: given, or random sampling's mean score at the end.
  package var level: Double?
  /// Name of the arm the others are compared with; `nil` without random sampling.
  package var reference: String?
  /// Labeled documents at the end.
  package var budget: Int
  /// Sessions of each arm.
  package var repeats: Int
  /// The arms, in the order of the plan.
  package var arms: [Arm]

  /// Sums up curves.
  ///
  /// - Parameters:
  ///   - curves: Curves of each arm, in the order of the repeats.
  ///   - plan: The plan they come from.
  ///   - score: What is compared.
  ///   - level: The level to reach; `nil` takes random sampling's own final score,
  ///     in the mean for the mean curve, in each repeat for that repeat.
  package init(
    of curves: [[LearningCurve]],
    plan: SimulationPlan,
    score: Score = .accuracy,
    level: Double? = nil
  ) {
    let random = SimulationArm(strategy: RandomSampling.name, usesFunctions: false)
    let reference = plan.arms.firstIndex(of: random)
    let last = curves.flatMap { $0.compactMap { $0.points.last?.labels } }.max() ?? 0
    // Areas start where every asking arm has been measured.
    let first =
      plan.arms.indices.filter { plan.arms[$0].strategy != nil }
      .compactMap { curves[$0].first?.points.first?.labels }.max() ?? 0
    let referenceCurves = reference.map { curves[$0] }
    let finals = referenceCurves?.compactMap { $0.points.last.map { score.of($0) } }
    let meanLevel = level ?? finals.flatMap { MeanEstimate($0)?.mean }
    self.score = score
    self.level = meanLevel
    self.reference = reference.map { plan.arms[$0].name }
    budget = last
    repeats = plan.repeats
    arms = plan.arms.indices.compactMap { index in
      let own = curves[index]
      guard let final = MeanEstimate(own.compactMap { $0.points.last.map { score.of($0) } }) else {
        return nil
      }
      let areas = own.map { $0.area(score, from: first, to: last) }
      let points = Self.means(of: own)
      var arm = Arm(
        name: plan.arms[index].name,
        arm: plan.arms[index],
        curve: points,
        area: MeanEstimate(areas.compactMap { $0 }),
        final: final,
        reachedCount: 0
      )
      if let meanLevel {
        arm.labelsToLevel =
          points.first {
            $0.mean(of: score).mean >= meanLevel - 1e-12
          }?.labels
      }
      let needed = own.indices.map { repeatIndex -> Int? in
        (level ?? finals?[repeatIndex]).flatMap { own[repeatIndex].labels(reaching: $0, score) }
      }
      if level != nil || finals != nil, plan.arms[index].strategy != nil {
        arm.reachedCount = needed.count { $0 != nil }
        arm.labelsToLevelByRepeat = MeanEstimate(needed.map { Double($0 ?? last) })
      }
      if let referenceCurves, index != reference, plan.arms[index].strategy != nil {
        arm.areaGain = MeanEstimate(
          zip(areas, referenceCurves).compactMap { area, other in
            guard let area, let base = other.area(score, from: first, to: last) else { return nil }
            return area - base
          }
        )
        arm.finalGain = MeanEstimate(
          zip(own, referenceCurves).compactMap { curve, other in
            guard let a = curve.points.last, let b = other.points.last else { return nil }
            return score.of(a) - score.of(b)
          }
        )
      }
      return arm
    }
  }

  private static func means(of curves: [LearningCurve]) -> [Point] {
    var values: [Int: [LearningCurve.Point]] = [:]
    for curve in curves {
      for point in curve.points { values[point.labels, default: []].append(point) }
    }
    return values.sorted { $0.key < $1.key }.compactMap { labels, points in
      guard let accuracy = MeanEstimate(points.map(\.accuracy)),
        let macroF1 = MeanEstimate(points.map(\.macroF1))
      else { return nil }
      return Point(
        labels: labels,
        accuracy: accuracy,
        macroF1: macroF1,
        microF1: MeanEstimate(points.compactMap(\.microF1))
      )
    }
  }
}
