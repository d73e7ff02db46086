/// What a vote says where a class alone would say too much, or too little.
///
/// Wherever a function votes for a class, it may cast a ballot instead:
///
/// ```swift
/// Keywords("about_pets", ["leash", "litter"], vote: .anyOf(.cat, .dog))
/// Keywords("unsubscribe", ["unsubscribe"], vote: .not(.personal))
/// LabelingFunction("score") { document in
///   .spam.with(confidence: try document["score", as: Double.self])
/// }
/// ```
///
/// A function whose documents have several labels each says which are there, and which are not:
/// `vote: [.billing, .login]`, `vote: .absent(.billing)`. A ballot that names every class, or none,
/// says nothing: it abstains.
public struct Ballot<Class: LabelClass>: Hashable, Sendable {
  let form: BallotForm
  /// The classes that it names; of several labels, those that are there.
  let classes: [Class]
  /// Of several labels, the classes that are not there.
  let absent: [Class]
  let confidence: Double?
  /// A group that it names and the task lacks.
  let unknownGroup: String?

  init(
    _ form: BallotForm,
    _ classes: [Class],
    absent: [Class] = [],
    confidence: Double? = nil,
    unknownGroup: String? = nil
  ) {
    self.unknownGroup = unknownGroup
    self.form = form
    self.classes = classes
    self.absent = absent
    self.confidence = confidence
  }

  /// All classes that it names.
  var named: [Class] { classes + absent }

  /// This class, in code that casts other ballots too.
  public static func only(_ label: Class) -> Ballot { Ballot(.oneOf, [label]) }

  /// One of these classes, but not which.
  public static func anyOf(_ classes: Class...) -> Ballot { Ballot(.oneOf, classes) }

  /// One of these classes, but not which.
  public static func anyOf(_ classes: [Class]) -> Ballot { Ballot(.oneOf, classes) }

  /// None of these classes; where documents have several labels, the same as ``absent(_:)``.
  public static func not(_ classes: Class...) -> Ballot { Ballot(.noneOf, classes) }

  /// The document has all of these labels; for tasks of several labels.
  public static func present(_ labels: Class...) -> Ballot { Ballot(.labels, labels) }

  /// The document has all of these labels, none of which says nothing; for tasks of several labels.
  public static func present(_ labels: [Class]) -> Ballot { Ballot(.labels, labels) }

  /// The document has none of these labels; for tasks of several labels.
  public static func absent(_ labels: Class...) -> Ballot { Ballot(.labels, [], absent: labels) }

  /// The document has none of these labels; for tasks of several labels.
  public static func absent(_ labels: [Class]) -> Ballot { Ballot(.labels, [], absent: labels) }

  /// The same labels, and that the document has none of these; for tasks of several labels.
  public func absent(_ labels: Class...) -> Ballot {
    Ballot(
      form,
      classes,
      absent: absent + labels,
      confidence: confidence,
      unknownGroup: unknownGroup
    )
  }

  /// The same with how sure the function is of it.
  ///
  /// The label model uses the order of a function's confidences, not their numbers: it learns what
  /// each level of them is worth, so a score of another program needs no calibration.
  /// - Parameter confidence: From 0 to 1, kept to three decimals; another number is a fault.
  /// - Returns: The ballot with it.
  public func with(confidence: Double) -> Ballot {
    Ballot(
      form,
      classes,
      absent: absent,
      confidence: confidence,
      unknownGroup: unknownGroup
    )
  }
}

extension Ballot where Class: ClassTree {
  /// One of the classes of a group, but not which.
  ///
  /// - Parameter name: Name of one of the task's groups.
  /// - Returns: The ballot.
  public static func group(_ name: String) -> Ballot {
    let group = Class.groups.first { $0.name == name }
    return Ballot(.oneOf, group?.classes ?? [], unknownGroup: group == nil ? name : nil)
  }
}

extension Ballot: ExpressibleByArrayLiteral {
  /// The document has all of these labels; for tasks of several labels.
  public init(arrayLiteral labels: Class...) { self.init(.labels, labels) }
}

extension LabelClass {
  /// A vote for this class with how sure the function is of it.
  ///
  /// ```swift
  /// LabelingFunction("score") { document in
  ///   .spam.with(confidence: try document["score", as: Double.self])
  /// }
  /// ```
  /// The confidence goes with the vote that is returned next; if that is for another class, it is
  /// a fault. Give it where the vote is returned, or declared: a vote that is kept for later is
  /// `.only(.spam).with(confidence: 0.8)`. See ``Ballot/with(confidence:)``.
  /// - Parameter confidence: From 0 to 1, kept to three decimals; another number is a fault.
  /// - Returns: The class.
  public func with(confidence: Double) -> Self {
    NotedConfidence.note(confidence, ofClass: Optional(self).classIndex)
    return self
  }
}
