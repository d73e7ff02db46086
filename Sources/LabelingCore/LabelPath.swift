/// How a place in a tree of classes is written: `pets/cat` is class `cat` in group `pets`, and
/// `pets` or `animals/pets` is the group.
///
/// A path may begin at any group; from there each part lies directly in the one before. A backslash
/// before a slash makes it part of a name.
package enum LabelPath {
  /// Why a text is not the path of a place.
  package enum Mistake: Error, Hashable, Sendable {
    /// No class or group has the name.
    case unknown(part: String)
    /// A part does not lie directly in the one before; `path` is how the place is written.
    case elsewhere(part: String, parent: String, path: String)
  }

  /// Whether a text may be anything but a name.
  package static func hasSigns(_ text: String) -> Bool {
    text.utf8.contains(UInt8(ascii: "/"))
  }

  /// The names that a path is made of.
  package static func parts(of text: String) -> [String] {
    var parts: [[UInt8]] = [[]]
    let bytes = Array(text.utf8)
    var place = 0
    while place < bytes.count {
      let isEscape = bytes[place] == UInt8(ascii: "\\")
      if isEscape, place + 1 < bytes.count, bytes[place + 1] == UInt8(ascii: "/") {
        parts[parts.count - 1].append(UInt8(ascii: "/"))
        place += 2
        continue
      }
      if bytes[place] == UInt8(ascii: "/") {
        parts.append([])
      } else {
        parts[parts.count - 1].append(bytes[place])
      }
      place += 1
    }
    return parts.map { String(decoding: $0, as: UTF8.self) }
  }

  /// Names as a path.
  package static func text(of names: [String]) -> String {
    names.map { $0.replacing("/", with: "\\/") }.joined(separator: "/")
  }
}

extension LabelTree {
  /// The place that a path ends at.
  ///
  /// - Throws: ``LabelPath/Mistake`` for a part that is no class or group, or does not lie directly
  ///   in the one before.
  package func node(atPath text: String) throws(LabelPath.Mistake) -> Node {
    let parts = LabelPath.parts(of: text)
    var place: Node?
    for part in parts {
      guard let node = node(named: part) else { throw .unknown(part: part) }
      if let parent = place {
        guard groups(above: node).last?.name.isExactly(parent.name) == true else {
          throw .elsewhere(part: part, parent: parent.name, path: path(of: node))
        }
      }
      place = node
    }
    guard let place else { throw .unknown(part: text) }
    return place
  }
}

extension LabelSpace {
  /// The names of all that labels can name: classes, then groups.
  package var labelNames: [String] { classes + groups.map(\.name) }

  /// The classes that a gold label says the truth is among, ascending.
  ///
  /// It is written as ``BallotNotation`` says, without a confidence; where classes stand in a tree,
  /// names are paths too, see ``LabelPath``.
  /// - Returns: One class where the label says which; all of them for one that says nothing; `nil`
  ///   for what is no label.
  /// - Throws: ``LabelPath/Mistake`` where classes stand in a tree that does not have a place.
  package func truth(of text: String) throws(LabelPath.Mistake) -> [Int]? {
    if let vote = vote(for: text) { return [vote.classIndex] }
    guard BallotNotation.hasSigns(text) else { return try places(named: text) }
    let written = BallotNotation.parts(of: text)
    guard written.confidence == nil else { return nil }
    var named: Set<Int> = []
    for name in written.names {
      guard let classes = try places(named: name) else { return nil }
      named.formUnion(classes)
    }
    let truth = classes.indices.filter { named.contains($0) != written.isComplement }
    return truth.isEmpty ? nil : truth
  }

  /// What a set of classes is called: a class or group by its name, others as ``BallotNotation``
  /// writes them.
  package func name(ofSet classes: [Int]) -> String {
    groups.first { $0.classes == classes }?.name ?? BallotNotation.name(of: classes, in: self)
  }

  private func places(named name: String) throws(LabelPath.Mistake) -> [Int]? {
    if let vote = vote(for: name) { return [vote.classIndex] }
    return try tree?.node(atPath: name).classes
  }
}
