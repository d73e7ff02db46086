internal import RealModule

/// Documents whose class is least certain.
///
/// - Complexity: O(*n* · *k*); with the label model's probabilities O(*n* + patterns · *k*).
/// - SeeAlso: Lewis & Gale 1994, doi:10.1007/978-1-4471-2099-5_1; margin: Scheffer,
///   Decomain & Wrobel 2001, doi:10.1007/3-540-44816-0_31; survey: Settles 2009.
package struct UncertaintySampling: UtilityStrategy {
  /// How uncertainty is measured; the same for two classes, up to ties.
  package enum Measure: String, Sendable, CaseIterable {
    /// 1 − the largest probability.
    case leastConfidence = "least-confidence"
    /// 1 − the lead of the most probable class over the next.
    case margin
    /// Shannon's entropy as a share of its maximum.
    case entropy

    /// The uncertainty of one row of probabilities, 0…1.
    func value(of probabilities: UnsafeBufferPointer<Double>) -> Double {
      switch self {
      case .leastConfidence: 1 - (probabilities.max() ?? 1)
      case .margin: Self.margin(of: probabilities)
      case .entropy: Self.entropy(of: probabilities)
      }
    }

    private static func margin(of probabilities: UnsafeBufferPointer<Double>) -> Double {
      var (first, second) = (0.0, 0.0)
      for value in probabilities {
        if value > first {
          (first, second) = (value, first)
        } else if value > second {
          second = value
        }
      }
      return 1 - (first - second)
    }

    private static func entropy(of probabilities: UnsafeBufferPointer<Double>) -> Double {
      guard probabilities.count > 1 else { return 0 }
      var sum = 0.0
      for value in probabilities where value > 0 { sum -= value * Double.log(value) }
      return max(0, sum / Double.log(Double(probabilities.count)))
    }
  }

  /// How uncertainty is measured.
  package let measure: Measure
  /// Whose probabilities count.
  package let source: PosteriorSource

  /// Creates the strategy.
  package init(_ measure: Measure, source: PosteriorSource = .joint) {
    self.measure = measure
    self.source = source
  }

  package var name: String {
    source == .joint ? measure.rawValue : "\(measure.rawValue):\(source.rawValue)"
  }
  package var needs: Set<QueryNeed> { source == .labelModel ? [.posterior, .votes] : [.posterior] }

  package func utilities(
    in situation: QuerySituation,
    using generator: inout some RandomNumberGenerator
  ) throws(ActiveLearningError) -> [Double] {
    let posterior = try situation.posterior(source, for: name)
    return posterior.values(of: situation.candidates) { measure.value(of: $0) }
  }
}
