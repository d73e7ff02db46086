/// Voters of the kinds that designs are made of.
extension VoteDesign.Family {
  /// A function that finds one class, also where it is not.
  static func finder(of c: Int, among k: Int, recall: Double, falseRate: Double) -> Self {
    Self(answers: [[c]], rates: (0..<k).map { [$0 == c ? recall : falseRate] })
  }

  /// A voter that names every class, right with one accuracy; errors are spread evenly.
  static func teller(among k: Int, accuracy: Double, coverage: Double) -> Self {
    teller(accuracies: [Double](repeating: accuracy, count: k), coverage: coverage)
  }

  /// A voter that names every class, with an accuracy for each.
  static func teller(accuracies: [Double], coverage: Double) -> Self {
    teller(accuracies: accuracies, coverages: accuracies.map { _ in coverage })
  }

  /// A voter that names every class, with an accuracy and a coverage for each.
  static func teller(accuracies: [Double], coverages: [Double]) -> Self {
    let k = accuracies.count
    var rates: [[Double]] = []
    for (accuracy, coverage) in zip(accuracies, coverages) {
      let wrong = coverage * (1 - accuracy) / Double(k - 1)
      var row = [Double](repeating: wrong, count: k)
      row[rates.count] = coverage * accuracy
      rates.append(row)
    }
    return Self(answers: (0..<k).map { [$0] }, rates: rates)
  }

  /// A voter that takes each class for the next one where it errs.
  static func confuser(among k: Int, accuracy: Double, coverage: Double) -> Self {
    let rates = (0..<k).map { y in
      var row = [Double](repeating: 0, count: k)
      row[y] = coverage * accuracy
      row[(y + 1) % k] = coverage * (1 - accuracy)
      return row
    }
    return Self(answers: (0..<k).map { [$0] }, rates: rates)
  }

  /// A function that says the same of every document it speaks of.
  static func constant(_ c: Int, among k: Int, coverage: Double) -> Self {
    Self(answers: [[c]], rates: [[Double]](repeating: [coverage], count: k))
  }

  /// A function that names the pair of classes that the true one belongs to.
  static func grouper(among k: Int, accuracy: Double, coverage: Double) -> Self {
    let groups = stride(from: 0, to: k, by: 2).map { [$0, $0 + 1].filter { $0 < k } }
    let others = Double(max(groups.count - 1, 1))
    let rates = (0..<k).map { y in
      groups.map { coverage * ($0.contains(y) ? accuracy : (1 - accuracy) / others) }
    }
    return Self(answers: groups, rates: rates)
  }

  /// The same voter several times, a share of each one's answers being those of another document.
  func copied(_ count: Int, redrawn share: Double) -> Self {
    var family = self
    family.members = count
    family.redrawn = share
    return family
  }
}

extension VoteDesign {
  /// Equal shares.
  static func even(_ k: Int) -> [Double] { [Double](repeating: 1 / Double(k), count: k) }

  /// One rare class, the last; the others have equal shares.
  static func rare(_ share: Double, among k: Int) -> [Double] {
    [Double](repeating: (1 - share) / Double(k - 1), count: k - 1) + [share]
  }

  /// Four functions that find a rare class and four that find the other one.
  static func rareClass(_ share: Double) -> VoteDesign {
    let finders = [Family](
      repeating: .finder(of: 1, among: 2, recall: 0.5, falseRate: 0.4 * share),
      count: 4
    )
    let others = [Family](
      repeating: .finder(of: 0, among: 2, recall: 0.4, falseRate: 0.05),
      count: 4
    )
    return VoteDesign(name: "finders", shares: rare(share, among: 2), families: finders + others)
  }

  /// Eight near copies of a poor function and four good functions.
  static func copies(redrawn: Double) -> VoteDesign {
    let poor = Family.teller(among: 2, accuracy: 0.55, coverage: 0.5).copied(8, redrawn: redrawn)
    let good = [Family](repeating: .teller(among: 2, accuracy: 0.9, coverage: 0.5), count: 4)
    return VoteDesign(name: "copies", shares: even(2), families: [poor] + good)
  }

  /// Six near copies of a function that names pairs of classes, and five good functions.
  static func copiedGroups(_ k: Int, redrawn: Double) -> VoteDesign {
    let poor = Family.grouper(among: k, accuracy: 0.5, coverage: 0.5).copied(6, redrawn: redrawn)
    let good = [Family](repeating: .teller(among: k, accuracy: 0.75, coverage: 0.5), count: 5)
    return VoteDesign(name: "copied groups", shares: even(k), families: [poor] + good)
  }
}
