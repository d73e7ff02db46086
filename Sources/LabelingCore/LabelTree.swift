/// Groups of classes, one in another: a tree whose leaves are the classes.
package struct LabelTree: Hashable, Sendable {
  /// A group.
  package struct Group: Hashable, Sendable, Codable {
    /// Its name, unlike that of any class.
    package var name: String
    /// Indices of its classes, ascending: at least two, and not all.
    package var classes: [Int]

    /// Creates a group.
    package init(name: String, classes: [Int]) {
      self.name = name
      self.classes = classes
    }
  }

  /// A place in the tree.
  package struct Node: Hashable, Sendable {
    /// Its name: that of a class or a group.
    package var name: String
    /// Its classes.
    package var classes: [Int]
    /// Whether it is a group.
    package var isGroup: Bool { classes.count > 1 }
  }

  /// The groups, each behind those that it lies in.
  package let groups: [Group]
  private let labelSpace: LabelSpace

  /// Creates a tree; `nil` for groups of classes that there are not, and for two that share
  /// classes while neither lies in the other.
  ///
  /// - Parameters:
  ///   - groups: The groups, in any order.
  ///   - labelSpace: The classes.
  package init?(_ groups: [Group], of labelSpace: LabelSpace) {
    for (place, group) in groups.enumerated() {
      let own = Set(group.classes)
      guard own.allSatisfy(labelSpace.classes.indices.contains),
        groups[..<place].allSatisfy({ other in
          own.isDisjoint(with: other.classes) || own.isSubset(of: other.classes)
            || own.isSuperset(of: other.classes)
        })
      else { return nil }
    }
    self.groups = groups.sorted {
      ($0.classes.count, $1.name) > ($1.classes.count, $0.name)
    }
    self.labelSpace = labelSpace
  }

  /// The deepest place whose probability is at least a threshold.
  ///
  /// - Parameters:
  ///   - threshold: Above 0.5, so that there is one at most on each level.
  ///   - probabilities: One per class; they add up to 1.
  /// - Returns: The place and its probability; `nil` where no group is probable enough.
  package func deepest(
    atLeast threshold: Double,
    _ probabilities: ArraySlice<Double>
  ) -> (node: Node, probability: Double)? {
    let start = probabilities.startIndex
    for (index, probability) in zip(labelSpace.classes.indices, probabilities)
    where probability >= threshold {
      return (Node(name: labelSpace.classes[index], classes: [index]), probability)
    }
    // The smallest one is the deepest: groups that are probable enough lie in each other.
    for group in groups.reversed() {
      let probability = group.classes.reduce(0) { $0 + probabilities[start + $1] }
      if probability >= threshold {
        return (Node(name: group.name, classes: group.classes), min(probability, 1))
      }
    }
    return nil
  }
}
