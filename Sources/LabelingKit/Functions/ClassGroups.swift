/// The groups of a task's classes as the machinery sees them: classes are indices.
enum ClassGroups {
  /// A group.
  struct Named: Hashable, Sendable {
    let name: String
    /// Ascending; −1 for a class that the task lacks.
    let classes: [Int16]
  }

  /// The groups of classes that stand in a tree; none for others.
  static func all<Class: LabelClass>(of _: Class.Type) -> [Named] {
    (Class.self as? any ClassTree.Type).map { groups(of: $0) } ?? []
  }

  private static func groups<Tree: ClassTree>(of _: Tree.Type) -> [Named] {
    Tree.groups.map { group in
      Named(name: group.name, classes: Set(group.classes.map { Optional($0).classIndex }).sorted())
    }
  }

  /// The first reason why groups are no tree; `nil` if they are one.
  static func mistake(
    of groups: [Named],
    _ sheet: BallotSheet
  ) -> (headline: String, help: String)? {
    for (place, group) in groups.enumerated() {
      if group.name.isEmpty || sheet.classes.contains(group.name)
        || groups[..<place].contains(where: { $0.name == group.name })
      {
        return (
          "the group '\(group.name)' has no name of its own",
          "give each group a name that no other group and no class has"
        )
      }
      if group.classes.contains(-1) {
        return (
          "the group '\(group.name)' has a class that is not in allCases", "add it to allCases"
        )
      }
      if group.classes.count < 2 || group.classes.count >= sheet.classes.count {
        return (
          "the group '\(group.name)' has \(group.classes.count) of \(sheet.classes.count) classes",
          "a group has at least two classes, and not all"
        )
      }
      let own = Set(group.classes)
      for other in groups[..<place] where !own.isDisjoint(with: other.classes) {
        if !own.isStrictSubset(of: other.classes), !own.isStrictSuperset(of: other.classes) {
          return (
            "the groups '\(other.name)' and '\(group.name)' share classes, and neither lies in the "
              + "other",
            "groups are a tree: put a class into one of them, or one group into the other"
          )
        }
      }
    }
    return nil
  }
}
