/// The labels that documents have, by number: classes, or sets of classes.
///
/// A `Vote` is the number of one of them, so that labels are compared without looking at classes.
package struct LabelList: Hashable, Sendable {
  /// How many classes a label has.
  package let kind: LabelKind
  /// The classes.
  package let labelSpace: LabelSpace
  /// The classes of each label, ascending.
  package private(set) var sets: [[Int]]
  private var places: [[Int]: Int] = [:]

  /// The labels of documents that have one class each.
  package init(ofClasses labelSpace: LabelSpace) {
    kind = .one
    self.labelSpace = labelSpace
    sets = labelSpace.classes.indices.map { [$0] }
  }

  /// Starts without a label, for documents that have several classes.
  package init(ofSetsIn labelSpace: LabelSpace) {
    kind = .several
    self.labelSpace = labelSpace
    sets = []
  }

  /// The number of a set of classes, which is added if it is new; abstain for `nil`.
  ///
  /// - Parameter classes: The classes, ascending.
  /// - Returns: The number; `nil` where two bytes hold no more of them.
  package mutating func number(adding classes: [Int]?) -> Vote? {
    guard let classes else { return .abstain }
    if let place = places[classes] { return Vote(classIndex: place) }
    guard sets.count + labelSpace.classCount < Int(Int16.max) else { return nil }
    places[classes] = sets.count
    sets.append(classes)
    return Vote(classIndex: sets.count - 1)
  }

  /// The classes of a label, ascending; `nil` for abstain.
  package func classes(of label: Vote) -> [Int]? {
    label.isAbstain ? nil : sets[label.classIndex]
  }

  /// What a label says: its class, or of every class whether it is present; `nil` for abstain.
  package func statements(of label: Vote) -> [Int]? {
    classes(of: label).map {
      kind == .one ? $0 : StatementNotation.statements(ofPresent: $0, of: labelSpace.classCount)
    }
  }

  /// A label as people read it: `spam`, `billing+login`, `[]` for none of the classes.
  package func name(of label: Vote) -> String? {
    classes(of: label).map { classes in
      let names = classes.map { labelSpace.classes[$0] }
      return kind == .one ? names[0] : StatementNotation.text(ofPresent: names)
    }
  }

  /// The labels of documents as a column of votes that say all of every label.
  package func column(of labels: [Vote]) -> VoteColumnView {
    let k = labelSpace.classCount
    var register = BallotRegister(classCount: k, kind: kind)
    let numbers = sets.indices.map { number in
      register.index(
        adding: BallotRecord(classes: statements(of: Vote(classIndex: number)) ?? [])
      ) ?? -1
    }
    return VoteColumnView(
      labels.map { $0.isAbstain ? -1 : numbers[$0.classIndex] },
      others: register.others
    )
  }
}
