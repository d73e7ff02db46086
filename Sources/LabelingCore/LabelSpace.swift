/// The classes of a task, in a fixed order; a class is known by its index.
///
/// Names are compared by their code units, see ``ExactString``. Groups say how classes may be
/// spoken of, not which there are: spaces of the same classes are equal, and are written alike.
package struct LabelSpace: Sendable, Codable {
  /// Class names in the order of their indices; unique.
  package let classes: [String]
  /// The groups that the classes stand in; empty where they stand in none.
  package let groups: [LabelTree.Group]
  private let indices: [ExactString: Int]

  /// Creates a label space; repeated names keep their first index.
  ///
  /// - Parameters:
  ///   - classes: The names.
  ///   - groups: The groups; see ``LabelTree``, which says what makes them one.
  package init(_ classes: [String], groups: [LabelTree.Group] = []) {
    var indices: [ExactString: Int] = [:]
    var unique: [String] = []
    for name in classes where indices[ExactString(name)] == nil {
      indices[ExactString(name)] = unique.count
      unique.append(name)
    }
    self.classes = unique
    self.groups = groups
    self.indices = indices
  }

  /// Number of classes, *k*.
  package var classCount: Int { classes.count }

  /// The tree that the classes stand in; `nil` where they stand in none.
  package var tree: LabelTree? { groups.isEmpty ? nil : LabelTree(groups, of: self) }

  /// The same classes with the groups that they stand in.
  package func grouped(_ groups: [LabelTree.Group]) -> LabelSpace {
    LabelSpace(classes, groups: groups)
  }

  /// The vote for the class of this name, or `nil` when there is none.
  package func vote(for name: String) -> Vote? {
    indices[ExactString(name)].map { Vote(classIndex: $0) }
  }

  /// The name of the class a vote is for, or `nil` when it abstains.
  package func name(of vote: Vote) -> String? {
    vote.isAbstain ? nil : classes[vote.classIndex]
  }

  package init(from decoder: any Decoder) throws {
    self.init(try [String](from: decoder))
  }

  package func encode(to encoder: any Encoder) throws {
    try classes.encode(to: encoder)
  }
}

extension LabelSpace: Hashable {
  package static func == (left: LabelSpace, right: LabelSpace) -> Bool {
    left.classes.areExactly(right.classes)
  }

  package func hash(into hasher: inout Hasher) {
    for name in classes { hasher.combine(ExactString(name)) }
  }
}
