/// Two labelings of the same documents, judged by the same gold labels.
///
/// Each has the accuracy of its own labels, which may be of different documents. Which of the two
/// is better can be said only of the documents that both label.
package struct LabelComparison: Hashable, Sendable, Encodable {
  /// What a labeling says of one document, as far as gold knows.
  fileprivate enum Finding: Int, CaseIterable {
    case unlabeled, wrong, right

    init(_ isRight: Bool?) { self = isRight.map { $0 ? .right : .wrong } ?? .unlabeled }
  }

  /// Counts of documents with gold by what the first, then what the second labeling says of them.
  package struct Tally: Hashable, Sendable {
    private var cells = [Int](repeating: 0, count: 9)

    /// Counts nothing yet.
    package init() {}

    /// Adds equal documents; those without gold are not judged.
    package mutating func add(_ first: Vote, _ second: Vote, gold: Vote, count: Int = 1) {
      guard !gold.isAbstain else { return }
      add(
        firstIsRight: first.isAbstain ? nil : first == gold,
        secondIsRight: second.isAbstain ? nil : second == gold,
        count: count
      )
    }

    /// Adds equal documents with gold, by whether the labels are right; `nil` for none.
    package mutating func add(firstIsRight: Bool?, secondIsRight: Bool?, count: Int = 1) {
      cells[Finding(firstIsRight).rawValue * 3 + Finding(secondIsRight).rawValue] += count
    }

    fileprivate subscript(first: Finding, second: Finding) -> Int {
      cells[first.rawValue * 3 + second.rawValue]
    }

    fileprivate func first(_ finding: Finding) -> Int {
      Finding.allCases.reduce(0) { $0 + self[finding, $1] }
    }

    fileprivate func second(_ finding: Finding) -> Int {
      Finding.allCases.reduce(0) { $0 + self[$1, finding] }
    }
  }

  /// The first labeling on the documents that it labels.
  package let first: LabelAccuracy
  /// The second labeling on the documents that it labels.
  package let second: LabelAccuracy
  /// Both on the documents that both label; `nil` when there are none.
  package let common: PairedComparison?
  /// The first on the documents that only it labels.
  package let firstAlone: LabelAccuracy
  /// The second on the documents that only it labels.
  package let secondAlone: LabelAccuracy
  /// Accuracy of the second less that of the first, each of its own labels.
  package let difference: Double?
  /// Confidence interval of the difference, within −1…1.
  package let interval: Interval?

  /// Compares two labelings by their counts.
  package init(_ tally: Tally) {
    let goldCount = Finding.allCases.reduce(0) { $0 + tally.first($1) }
    first = LabelAccuracy(
      goldCount: goldCount,
      labeledCount: tally.first(.wrong) + tally.first(.right),
      correctCount: tally.first(.right)
    )
    second = LabelAccuracy(
      goldCount: goldCount,
      labeledCount: tally.second(.wrong) + tally.second(.right),
      correctCount: tally.second(.right)
    )
    firstAlone = Self.alone(
      right: tally[.right, .unlabeled],
      wrong: tally[.wrong, .unlabeled]
    )
    secondAlone = Self.alone(
      right: tally[.unlabeled, .right],
      wrong: tally[.unlabeled, .wrong]
    )
    let common = PairedComparison(
      bothRight: tally[.right, .right],
      onlyFirstRight: tally[.right, .wrong],
      onlySecondRight: tally[.wrong, .right],
      bothWrong: tally[.wrong, .wrong]
    )
    self.common = common
    guard let a = first.accuracy, let b = second.accuracy else {
      (difference, interval) = (nil, nil)
      return
    }
    difference = b - a
    if let common, first.labeledCount == common.count, second.labeledCount == common.count {
      interval = common.interval
      return
    }
    // The difference of two ratios of sums over the same documents, linearised.
    var squares = 0.0
    for x in Finding.allCases {
      for y in Finding.allCases {
        let own = x == .unlabeled ? 0 : ((x == .right ? 1 : 0) - a) / Double(first.labeledCount)
        let other = y == .unlabeled ? 0 : ((y == .right ? 1 : 0) - b) / Double(second.labeledCount)
        squares += Double(tally[x, y]) * (other - own) * (other - own)
      }
    }
    interval = Interval(mean: b - a, standardError: squares.squareRoot()).clamped(to: -1...1)
  }

  /// Compares two labelings of the same documents.
  ///
  /// - Parameters:
  ///   - first: A label per document; abstain for none.
  ///   - second: A label per document.
  ///   - gold: The gold label of each; abstain where unknown.
  ///   - counts: Documents that each stands for; `nil` counts each as 1.
  package init(first: [Vote], second: [Vote], gold: [Vote], counts: [Int]? = nil) {
    precondition(first.count == gold.count && second.count == gold.count, "the same documents")
    var tally = Tally()
    for (i, gold) in gold.enumerated() {
      tally.add(first[i], second[i], gold: gold, count: counts?[i] ?? 1)
    }
    self.init(tally)
  }

  private static func alone(right: Int, wrong: Int) -> LabelAccuracy {
    LabelAccuracy(goldCount: right + wrong, labeledCount: right + wrong, correctCount: right)
  }

  /// Whether the interval of the difference leaves zero out.
  package var isClear: Bool { interval?.excludesZero ?? false }

  private enum CodingKeys: CodingKey {
    case first, second, common, firstAlone, secondAlone, difference
  }

  /// Writes the bounds of the interval beside the difference.
  package func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(first, forKey: .first)
    try values.encode(second, forKey: .second)
    try values.encodeIfPresent(common, forKey: .common)
    try values.encode(firstAlone, forKey: .firstAlone)
    try values.encode(secondAlone, forKey: .secondAlone)
    try values.encodeIfPresent(difference, forKey: .difference)
    try interval?.encode(to: encoder)
  }
}
