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

/// Where classes are in the tree.
extension LabelTree {
  /// Whether all groups name classes of a label space, two or more and not all, and no name stands
  /// for two things.
  package var isSound: Bool {
    let names = groups.map { ExactString($0.name) } + labelSpace.classes.map { ExactString($0) }
    return Set(names).count == names.count
      && groups.allSatisfy { group in
        (2..<max(labelSpace.classCount, 2)).contains(group.classes.count)
          && zip(group.classes, group.classes.dropFirst()).allSatisfy(<)
      }
  }

  /// The group or class of a name.
  package func node(named name: String) -> Node? {
    if let vote = labelSpace.vote(for: name) {
      return Node(name: name, classes: [vote.classIndex])
    }
    return groups.first { $0.name.isExactly(name) }
      .map { Node(name: $0.name, classes: $0.classes) }
  }

  /// The places that all of some classes lie in, the whole tree left out.
  ///
  /// - Parameter classes: At least one class.
  /// - Returns: Groups from the top, and at last the class where there is one alone.
  package func lineage(of classes: [Int]) -> [Node] {
    var nodes: [Node] = []
    for group in groups where classes.allSatisfy(group.classes.contains) {
      nodes.append(Node(name: group.name, classes: group.classes))
    }
    if classes.count == 1 {
      nodes.append(Node(name: labelSpace.classes[classes[0]], classes: classes))
    }
    return nodes
  }

  /// The number of levels: how many places the deepest class lies in, it counted.
  package var depth: Int {
    labelSpace.classes.indices.reduce(0) { max($0, lineage(of: [$1]).count) }
  }

  /// The groups that a place lies in, from the top.
  package func groups(above node: Node) -> [Node] {
    Array(lineage(of: node.classes).prefix { !$0.name.isExactly(node.name) })
  }

  /// A place as it is written with all that it lies in, such as `pets/cat`.
  package func path(of node: Node) -> String {
    LabelPath.text(of: groups(above: node).map(\.name) + [node.name])
  }
}
