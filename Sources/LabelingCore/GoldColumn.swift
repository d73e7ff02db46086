/// Gold labels of rows: the class of each, or a set of classes that it is among.
package struct GoldColumn: Hashable, Sendable {
  /// The class of each row; abstain where it is not known.
  package private(set) var labels: [Vote] = []
  /// The classes that the truth is among, by row, where it is not known which: two at least, and
  /// not all.
  package private(set) var sets: [Int: [Int]] = [:]
  private let classCount: Int

  /// Begins a column of no rows.
  package init(classCount: Int) { self.classCount = classCount }

  /// Takes classes alone.
  package init(_ labels: [Vote], classCount: Int) {
    self.labels = labels
    self.classCount = classCount
  }

  /// Appends a row.
  ///
  /// - Parameter classes: The classes that its truth is among, ascending; `nil`, none and all say
  ///   nothing.
  package mutating func append(_ classes: [Int]?) {
    labels.append(.abstain)
    set(classes, at: labels.count - 1)
  }

  /// Appends rows.
  package mutating func append(_ labels: [Vote], sets: [Int: [Int]] = [:]) {
    let start = self.labels.count
    self.labels += labels
    for (row, classes) in sets { set(classes, at: start + row) }
  }

  /// Says of a row what its truth is among.
  package mutating func set(_ classes: [Int]?, at row: Int) {
    let classes = classes ?? []
    labels[row] = classes.count == 1 ? Vote(classIndex: classes[0]) : .abstain
    sets[row] = classes.count > 1 && classes.count < classCount ? classes : nil
  }

  /// The column as labels of which those behind the classes stand for sets, and what each means, as
  /// ``VotePatterns/resolvingGold(_:)`` takes it.
  func provisional(of labelSpace: LabelSpace) -> (labels: [Vote], meanings: [[Int]?]) {
    let distinct = VotePatterns.distinct(Array(sets.values))
    let places = VotePatterns.places(of: distinct)
    var labels = labels
    for (row, set) in sets {
      labels[row] = places[set].map { Vote(classIndex: labelSpace.classCount + $0) } ?? .abstain
    }
    return (labels, labelSpace.classes.indices.map { [$0] } + distinct)
  }

  /// Number of rows.
  package var count: Int { labels.count }

  /// Whether anything is known of any row.
  package var hasGold: Bool { !sets.isEmpty || labels.contains { !$0.isAbstain } }

  /// What is known of a row, ascending: the class, or those that it is among; `nil` for nothing.
  package subscript(row: Int) -> [Int]? {
    labels[row].isAbstain ? sets[row] : [labels[row].classIndex]
  }
}
