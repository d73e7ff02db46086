/// What a person's answer says of a document.
package enum LabelAnswer: Hashable, Sendable {
  /// Nothing: the document was passed over.
  case skipped
  /// It is of this class.
  case oneClass(Int)
  /// It is not of this class.
  case notClass(Int)
  /// It has these classes and no others, ascending; none of them is an answer too.
  case classes([Int])

  /// The answer that three columns amount to.
  ///
  /// - Parameters:
  ///   - classIndex: The class, of answers about documents with one.
  ///   - isRejection: Whether the document is said not to be of the class.
  ///   - labels: The classes, ascending, of answers about documents with several; `nil` for others.
  package init(classIndex: Int?, isRejection: Bool = false, labels: [Int]? = nil) {
    if let labels {
      self = .classes(labels)
    } else if let classIndex {
      self = isRejection ? .notClass(classIndex) : .oneClass(classIndex)
    } else {
      self = .skipped
    }
  }

  /// Whether the document was passed over.
  package var isSkip: Bool { self == .skipped }

  /// The class that is given or refused, of documents with one class; `nil` for all else.
  package var classIndex: Int? {
    switch self {
    case .oneClass(let index), .notClass(let index): index
    case .skipped, .classes: nil
    }
  }

  /// Whether the class is refused.
  package var isRejection: Bool {
    if case .notClass = self { true } else { false }
  }

  /// The classes, ascending, of documents with several; `nil` for all else.
  package var labels: [Int]? {
    if case .classes(let labels) = self { labels } else { nil }
  }

  /// The class that is given or refused as a vote; abstain where there is not one.
  package var vote: Vote { classIndex.map { Vote(classIndex: $0) } ?? .abstain }

  /// The classes that the document is said to have, ascending; none for a skip and a refusal.
  package var presentClasses: [Int] {
    switch self {
    case .oneClass(let index): [index]
    case .classes(let labels): labels
    case .skipped, .notClass: []
    }
  }

  /// What counts of the answer where classes are counted.
  ///
  /// - Parameter classCount: Number of classes.
  /// - Returns: The answer itself, a refusal of one of two classes being the other one; `nil` for a
  ///   skip and for a refusal of one of more classes.
  package func effective(of classCount: Int) -> LabelAnswer? {
    switch self {
    case .skipped: nil
    case .notClass(let index): classCount == 2 ? .oneClass(1 - index) : nil
    case .oneClass, .classes: self
    }
  }

  /// The answer in words for people: `spam`, `not spam`, `billing, login`; `nil` for a skip.
  package func words(in labelSpace: LabelSpace) -> String? {
    switch self {
    case .skipped: nil
    case .oneClass(let index): labelSpace.classes[index]
    case .notClass(let index): "not \(labelSpace.classes[index])"
    case .classes([]): "none of the classes"
    case .classes(let labels): labels.map { labelSpace.classes[$0] }.joined(separator: ", ")
    }
  }

  /// How many of a task's classes the documents have that such answers are about; `nil` for a
  /// skip, which any document may have.
  package var kind: LabelKind? {
    switch self {
    case .skipped: nil
    case .oneClass, .notClass: .one
    case .classes: .several
    }
  }
}
