/// A strategy that gives every open document a number and takes the highest.
package protocol UtilityStrategy: QueryStrategy {
  /// How much each open document's label is expected to help.
  ///
  /// - Parameters:
  ///   - situation: What is known; the utilities are of its candidates, in order.
  ///   - generator: Random numbers, for strategies that estimate by chance.
  /// - Returns: A finite number per candidate.
  /// - Throws: ``ActiveLearningError/missing(_:strategy:)``.
  func utilities(
    in situation: QuerySituation,
    using generator: inout some RandomNumberGenerator
  ) throws(ActiveLearningError) -> [Double]
}

extension UtilityStrategy {
  package func query(
    _ count: Int,
    in situation: QuerySituation,
    using generator: inout some RandomNumberGenerator
  ) throws(ActiveLearningError) -> [QueryItem] {
    let ranking = UtilityRanking(using: &generator)
    let utilities = try utilities(in: situation, using: &generator)
    let candidates = situation.candidates
    return ranking.best(count, of: utilities, candidates: candidates).map {
      QueryItem(row: Int(candidates[$0]), utility: utilities[$0], strategy: name)
    }
  }
}
