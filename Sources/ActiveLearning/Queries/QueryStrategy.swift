/// A way to choose the documents whose labels help most.
///
/// A strategy is deterministic: the same situation and random numbers give the
/// same batch, for any number of threads. Documents of equal utility are chosen
/// between by chance, never by their place in the corpus.
package protocol QueryStrategy: Sendable {
  /// Name on the command line and in the journal.
  var name: String { get }
  /// What the strategy looks at.
  var needs: Set<QueryNeed> { get }
  /// Whether it also chooses among documents that may have several classes.
  var takesSeveral: Bool { get }

  /// Chooses documents.
  ///
  /// - Parameters:
  ///   - count: How many; fewer are chosen only when fewer are open.
  ///   - situation: What is known at this time.
  ///   - generator: Random numbers.
  /// - Returns: Distinct open documents, the most useful first; utilities are finite.
  /// - Throws: ``ActiveLearningError/missing(_:strategy:)`` when the situation
  ///   lacks what the strategy needs.
  func query(
    _ count: Int,
    in situation: QuerySituation,
    using generator: inout some RandomNumberGenerator
  ) throws(ActiveLearningError) -> [QueryItem]
}

extension QueryStrategy {
  package var takesSeveral: Bool { true }
}
