package import LabelingCore

/// What the annotators of a document amount to together.
package struct Consensus: Hashable, Sendable {
  /// How it came about.
  package enum Source: String, Hashable, Sendable, Codable {
    /// All who answered said the same.
    case agreed
    /// More gave this class than any other; each of these classes was given by more than half.
    case majority
    /// Somebody settled a disagreement.
    case adjudicated
    /// As many gave one class as another, or nobody gave any; half of them gave a class of several.
    case open
  }

  /// The class, or the classes; `nil` where it is open.
  package var says: LabelAnswer?
  /// How it came about.
  package var source: Source
  /// Answers that give each class.
  package var counts: [Int]
  /// Answers that count.
  package var answerCount: Int
  /// Where documents may have several classes, those that are open, ascending.
  package var openClasses: [Int]
  /// Whether two annotators gave different classes, or different lists of classes.
  package var isDisputed: Bool

  /// The class of documents with one; abstain where it is open.
  package var vote: Vote { says?.vote ?? .abstain }
}
