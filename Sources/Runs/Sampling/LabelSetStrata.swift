internal import LabelIO
internal import LabelingCore

/// The sets of classes that rows of a corpus have, and what each of them counts for.
struct LabelSetStrata {
  /// What stands in tables for documents whose labels name no class.
  static let noClass = "(no class)"

  /// The set of each row.
  let strata: SampleStrata
  /// The classes, then no class, and no label; only those that occur.
  let names: [String]
  /// What each set counts for, by place among ``names``.
  let labels: [[Int]]

  /// Reads what a field says of each row.
  ///
  /// - Parameters:
  ///   - strata: The texts of the field.
  ///   - lines: The line on which each of them stands first.
  ///   - path: The corpus, for messages.
  /// - Throws: `LabelIOError` for what is no label.
  init(_ strata: SampleStrata, firstLines lines: [Int], of path: String) throws {
    var table = GoldTable(path: path)
    for (text, line) in zip(strata.names, lines) where text != SampleStrata.missing {
      table.add(id: text, label: text, line: line)
    }
    let space = LabelSpace(
      try table.severalClasses(beyond: LabelSpace([]))
        .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    )
    let sets = try table.labelSets(of: strata.names, in: space)
    var names = space.classes
    var places: [String: Int] = [:]
    func place(of name: String) -> Int {
      if let known = places[name] { return known }
      names.append(name)
      places[name] = names.count - 1
      return names.count - 1
    }
    labels = sets.map { set in
      guard let set else { return [place(of: SampleStrata.missing)] }
      return set.isEmpty ? [place(of: Self.noClass)] : set
    }
    self.strata = strata
    self.names = names
  }

  /// Rows that are dealt out so that each class has its share in all subsets.
  func stratification(clusters: [Int]? = nil) -> IterativeStratification {
    IterativeStratification(
      strata: strata.indices,
      labels: labels,
      labelCount: names.count,
      clusters: clusters ?? Array(strata.indices.indices)
    )
  }

  /// This many rows, each class in its share of them but for rounding.
  ///
  /// - Returns: Whether each row is drawn.
  func draw(_ count: Int, using generator: inout some RandomNumberGenerator) -> [Bool] {
    let rowCount = strata.indices.count
    let share = rowCount > 0 ? Double(count) / Double(rowCount) : 0
    let subsets = stratification().subsets(shares: [share, 1 - share], using: &generator)
    var order = Array(0..<rowCount)
    order.shuffle(using: &generator)
    var selection = Selection(share: share, labelCount: names.count)
    for row in order {
      selection.add(row, labels[Int(strata.indices[row])].sorted(), isDrawn: subsets[row] == 0)
    }
    // The classes have their shares; the whole may have some rows too many or too few.
    while selection.count != count {
      guard
        selection.trade(isTaking: selection.count < count)
          || selection.move(isTaking: selection.count < count)
      else { break }
    }
    return selection.isDrawn(of: rowCount)
  }

  /// Rows that are drawn and rows that are not, by their labels.
  private struct Selection {
    private(set) var count = 0
    private let share: Double
    /// How many rows of each label are drawn beyond its share.
    private var excess: [Double]
    private var drawn: [[Int]: [Int]] = [:]
    private var others: [[Int]: [Int]] = [:]
    private var sets: [[Int]] = []

    init(share: Double, labelCount: Int) {
      self.share = share
      excess = [Double](repeating: 0, count: labelCount)
    }

    mutating func add(_ row: Int, _ set: [Int], isDrawn: Bool) {
      if drawn[set] == nil, others[set] == nil { sets.append(set) }
      if isDrawn {
        drawn[set, default: []].append(row)
        count += 1
      } else {
        others[set, default: []].append(row)
      }
      for label in set { excess[label] += (isDrawn ? 1 : 0) - share }
    }

    func isDrawn(of rowCount: Int) -> [Bool] {
      var isDrawn = [Bool](repeating: false, count: rowCount)
      for row in drawn.values.joined() { isDrawn[row] = true }
      return isDrawn
    }

    /// Takes two rows for one that has the labels of both, or one for two: as many of each label.
    ///
    /// - Parameter isTaking: Whether there is to be a row more; else one less.
    /// - Returns: `false` where there are no such rows.
    mutating func trade(isTaking: Bool) -> Bool {
      for whole in sets where whole.count > 1 {
        for label in whole {
          let (part, rest) = ([label], whole.filter { $0 != label })
          let (one, two) = isTaking ? (drawn, others) : (others, drawn)
          guard one[whole]?.isEmpty == false, two[part]?.isEmpty == false,
            two[rest]?.isEmpty == false
          else { continue }
          swap(whole, isTaking: !isTaking)
          swap(part, isTaking: isTaking)
          swap(rest, isTaking: isTaking)
          return true
        }
      }
      return false
    }

    /// Takes a row, or gives one back, where that takes labels least from their shares.
    ///
    /// - Parameter isTaking: Whether there is to be a row more; else one less.
    /// - Returns: `false` where there is none.
    mutating func move(isTaking: Bool) -> Bool {
      let change = isTaking ? 1.0 : -1.0
      // The label that would then be furthest from its share decides.
      func harm(_ set: [Int]) -> Double { set.map { abs(excess[$0] + change) }.max() ?? 0 }
      let candidates = sets.filter { ((isTaking ? others : drawn)[$0] ?? []).isEmpty == false }
      guard let set = candidates.min(by: { harm($0) < harm($1) }) else { return false }
      swap(set, isTaking: isTaking)
      return true
    }

    private mutating func swap(_ set: [Int], isTaking: Bool) {
      let row = isTaking ? others[set]?.removeLast() : drawn[set]?.removeLast()
      guard let row else { return }
      if isTaking {
        drawn[set, default: []].append(row)
      } else {
        others[set, default: []].append(row)
      }
      count += isTaking ? 1 : -1
      for label in set { excess[label] += isTaking ? 1 : -1 }
    }
  }

  /// Rows of each class, in the corpus and in each file.
  func tallies(_ files: [Int], _ fileCount: Int) -> [SampleRun.Tally] {
    var totals = [Int](repeating: 0, count: names.count)
    var counts = [[Int]](repeating: totals, count: fileCount)
    for (row, stratum) in strata.indices.enumerated() {
      for label in labels[Int(stratum)] {
        totals[label] += 1
        if files[row] >= 0 { counts[files[row]][label] += 1 }
      }
    }
    return names.enumerated().map { label, name in
      SampleRun.Tally(
        name: name,
        documentCount: totals[label],
        fileCounts: counts.map { $0[label] }
      )
    }.sorted { ($1.documentCount, $0.name) < ($0.documentCount, $1.name) }
  }
}
