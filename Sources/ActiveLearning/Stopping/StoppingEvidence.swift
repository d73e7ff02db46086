package import LabelingCore

/// What happened in a session, as far as stopping goes by it.
package struct StoppingEvidence: Hashable, Sendable {
  /// One document that got its label.
  package struct Labeled: Hashable, Sendable {
    /// Its row.
    package var row: Int
    /// What it was given.
    package var says: LabelAnswer
    /// Whether it was drawn at random, every open document equally likely.
    package var isRandomDraw: Bool

    /// Creates an entry.
    package init(row: Int, says: LabelAnswer, isRandomDraw: Bool) {
      self.row = row
      self.says = says
      self.isRandomDraw = isRandomDraw
    }

    /// Whether it has a class.
    func has(_ target: Vote) -> Bool { says.presentClasses.contains(target.classIndex) }
  }

  /// The classes.
  package var labelSpace: LabelSpace
  /// Number of documents of the pool.
  package var documentCount: Int
  /// The labeled documents, in the order of their answers.
  package var labeled: [Labeled]
  /// Documents that were skipped.
  package var skippedCount: Int
  /// What each refit led to, in order.
  package var rounds: [RoundFacts]

  /// Creates evidence.
  package init(
    labelSpace: LabelSpace,
    documentCount: Int,
    labeled: [Labeled] = [],
    skippedCount: Int = 0,
    rounds: [RoundFacts] = []
  ) {
    self.labelSpace = labelSpace
    self.documentCount = documentCount
    self.labeled = labeled
    self.skippedCount = skippedCount
    self.rounds = rounds
  }
}
