internal import LabelingCore

/// When annotators are asked about documents whose class is known, to see how they answer.
///
/// Which of an annotator's questions are checks, and which documents they are about, follows from
/// the seed, the annotator's number, and how many questions they had before.
package struct CheckPlan: Hashable, Sendable {
  /// Seed of what is drawn.
  package var seed: UInt64
  /// Share of an annotator's questions.
  package var rate: Double

  /// Plans checks.
  package init(seed: UInt64, rate: Double) {
    self.seed = seed
    self.rate = rate
  }

  /// Whether an annotator's question is a check.
  ///
  /// - Parameters:
  ///   - place: The question's place among those of the annotator, from 0.
  ///   - annotator: Number of the annotator.
  /// - Returns: Whether it is one, as often as the rate says.
  func isCheck(_ place: Int, of annotator: Int) -> Bool {
    var generator = generator(annotator, place, purpose: 1)
    return generator.unit() < rate
  }

  /// Questions that an annotator holds, with the checks where they were when they were asked.
  ///
  /// - Parameters:
  ///   - questions: The questions; those that are not checks are in order.
  ///   - annotator: Number of the annotator.
  ///   - first: Place of the first among all questions of the annotator.
  /// - Returns: The same questions.
  func inOrder(
    _ questions: [StoredQuestion],
    of annotator: Int,
    from first: Int
  ) -> [StoredQuestion] {
    var checks = questions.filter { $0.strategy == StoredQuestion.checkStrategy }
      .sorted { draw($0.document, annotator) < draw($1.document, annotator) }[...]
    guard !checks.isEmpty else { return questions }
    var others = questions.filter { $0.strategy != StoredQuestion.checkStrategy }[...]
    return questions.indices.compactMap { index in
      let isCheck = isCheck(first + index, of: annotator)
      return (isCheck || others.isEmpty ? checks.popFirst() : nil) ?? others.popFirst()
    }
  }

  /// The document that an annotator is checked by next.
  ///
  /// - Parameters:
  ///   - documents: Those that they have not been asked about.
  ///   - annotator: Number of the annotator.
  /// - Returns: One of them; `nil` when there are none.
  func document(among documents: [Int], for annotator: Int) -> Int? {
    documents.map { (draw: draw($0, annotator), document: $0) }.min { $0 < $1 }?.document
  }

  private func draw(_ document: Int, _ annotator: Int) -> UInt64 {
    var generator = generator(annotator, document, purpose: 2)
    return generator.next()
  }

  private func generator(_ annotator: Int, _ number: Int, purpose: UInt64) -> SeededGenerator {
    var seed = seed
    let parts = [purpose] + [annotator, number].map { UInt64(truncatingIfNeeded: $0) }
    for part in parts {
      var mixed = SeededGenerator(seed: seed &+ part)
      seed = mixed.next()
    }
    return SeededGenerator(seed: seed)
  }
}
