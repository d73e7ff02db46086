/// What the span label model learns; numbers by voter *j*, voted type *u*, true type *t*.
package struct SpanParameters: Hashable, Sendable, Codable {
  /// What a voter's silence means.
  package var mode: PooledLabelModel.Mode
  /// *ω*: what a vote of each voter counts.
  package var weights: [Double]
  /// Pairs of voters who are copies of each other, the lower index first.
  package var copies: [[Int]]
  /// *M0*: how often a confirmed vote means an entity.
  package var precision: Double
  /// *p*: prior of an entity where votes are.
  package var prior: Double
  /// *c*: how often votes are confirmed by others, by voter and voted type.
  package var confirmedShares: [[Double]]
  /// *T*: how often a lone and a confirmed vote mean an entity, by voter and voted type.
  package var truth: [[[Double]]]
  /// *π*: share of each type among the entities.
  package var typeShares: [Double]
  /// Which type an entity has that a voter says is of type *u*: by voter, voted and true type.
  package var types: [[[Double]]]
  /// *D*: how often boundaries are equal to, inside, around, across those of the entity, by voter.
  package var boundaries: [[Double]]
  /// The same, of all voters together.
  package var boundaryPool: [Double]
  /// *r*: how often each annotator marks an entity; empty for functions.
  package var recalls: [Double]
  /// *f*: how often each annotator marks what is none; empty for functions.
  package var falseAlarms: [Double]
  /// *h*: log ratio of the share of each type among the phantoms and among the entities.
  package var phantomShift: [Double]

  /// Whether the parts, read from a file, fit this many voters and types.
  func fits(voterCount m: Int, typeCount k: Int) -> Bool {
    let areAnnotators = mode == .annotators
    return weights.count == m && weights.allSatisfy { $0 > 0 }
      && copies.allSatisfy { $0.count == 2 && $0.allSatisfy((0..<m).contains) }
      && Self.isShare(precision) && Self.isShare(prior)
      && confirmedShares.count == m && confirmedShares.allSatisfy { $0.count == k }
      && truth.count == m
      && truth.allSatisfy {
        $0.count == k && $0.allSatisfy { $0.count == 2 && $0.allSatisfy(Self.isShare) }
      }
      && typeShares.count == k && typeShares.allSatisfy { $0 > 0 }
      && types.count == m
      && types.allSatisfy {
        $0.count == k && $0.allSatisfy { $0.count == k && $0.allSatisfy { $0 > 0 } }
      }
      && boundaries.count == m
      && boundaries.allSatisfy {
        $0.count == SpanRelation.allCases.count && $0.allSatisfy(Self.isShare)
      }
      && boundaryPool.count == SpanRelation.allCases.count
      && recalls.count == (areAnnotators ? m : 0) && recalls.allSatisfy(Self.isShare)
      && falseAlarms.count == (areAnnotators ? m : 0) && falseAlarms.allSatisfy(Self.isShare)
      && phantomShift.count == k && phantomShift.allSatisfy(\.isFinite)
  }

  /// Whether a number is a probability whose logarithm, and that of the rest, is finite.
  private static func isShare(_ value: Double) -> Bool { value > 0 && value < 1 }
}
