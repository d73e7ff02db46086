internal import LabelModels

/// The designs that label models are compared on, in groups.
enum VoteDesignCatalogue {
  /// Designs of one kind.
  struct Group {
    let name: String
    let designs: [VoteDesign]
  }

  private typealias Family = VoteDesign.Family

  /// All groups; 52 designs.
  static var groups: [Group] {
    [
      Group(name: "rare class", designs: [0.1, 0.02, 0.005].flatMap(rare)),
      Group(name: "copies and families", designs: copies),
      Group(name: "other functions", designs: independent + peculiar),
      Group(name: "shared and own difficulty", designs: hard),
      Group(name: "people", designs: people),
    ]
  }

  /// A few of them, independent and dependent, with classes enough for sets.
  static var several: [VoteDesign] {
    [
      VoteDesign(
        name: "rare class",
        shares: VoteDesign.rare(0.04, among: 4),
        families: tellers(10, 4, 0.6...0.85, 0.3...0.7)
      ),
      VoteDesign(
        name: "four classes",
        shares: [0.4, 0.3, 0.2, 0.1],
        families: tellers(10, 4, 0.55...0.85, 0.3...0.7)
      ),
      VoteDesign(
        name: "six classes",
        shares: VoteDesign.even(6),
        families: tellers(12, 6, 0.5...0.8, 0.4...0.8)
      ),
      VoteDesign(
        name: "finders",
        shares: [0.4, 0.3, 0.2, 0.1],
        families: finders(12, 4, 0.3...0.6, 0.02...0.08)
      ),
      VoteDesign(
        name: "families",
        shares: VoteDesign.even(4),
        families: tellers(3, 4, 0.55...0.75, 0.6...0.8).map { $0.copied(3, redrawn: 0.2) }
          + tellers(4, 4, 0.6...0.8, 0.4...0.7)
      ),
      VoteDesign(
        name: "shared difficulty",
        shares: VoteDesign.even(4),
        families: tellers(10, 4, 0.65...0.9, 0.4...0.8),
        hardShare: 0.25
      ),
      VoteDesign(
        name: "one inverted",
        shares: VoteDesign.even(4),
        families: tellers(7, 4, 0.6...0.8, 0.4...0.7)
          + [.teller(among: 4, accuracy: 0.1, coverage: 0.5)]
      ),
    ]
  }

  /// Values evenly spread over a range.
  private static func spread(_ count: Int, _ range: ClosedRange<Double>) -> [Double] {
    (0..<count).map {
      let share = count > 1 ? Double($0) / Double(count - 1) : 0.5
      return range.lowerBound + share * (range.upperBound - range.lowerBound)
    }
  }

  /// Voters of all classes; the better ones speak less.
  private static func tellers(
    _ count: Int,
    _ k: Int,
    _ accuracies: ClosedRange<Double>,
    _ coverages: ClosedRange<Double>
  ) -> [Family] {
    zip(spread(count, accuracies), spread(count, coverages).reversed())
      .map { .teller(among: k, accuracy: $0, coverage: $1) }
  }

  /// Functions of one class each, in turn.
  private static func finders(
    _ count: Int,
    _ k: Int,
    _ recalls: ClosedRange<Double>,
    _ falseRates: ClosedRange<Double>
  ) -> [Family] {
    zip(spread(count, recalls), spread(count, falseRates)).enumerated()
      .map { .finder(of: $0 % k, among: k, recall: $1.0, falseRate: $1.1) }
  }

  private static func rare(_ share: Double) -> [VoteDesign] {
    let two = VoteDesign.rare(share, among: 2)
    let dense = Family.teller(accuracies: [1 - 0.2 * share, 0.7], coverage: 0.9)
    return [
      VoteDesign.rareClass(share),
      VoteDesign(
        name: "uneven finders",
        shares: two,
        families: spread(5, 0.2...0.8)
          .map { .finder(of: 1, among: 2, recall: $0, falseRate: 0.6 * share * $0) }
          + spread(3, 0.2...0.5).map { .finder(of: 0, among: 2, recall: $0, falseRate: 0.1) }
      ),
      VoteDesign(
        name: "two-sided",
        shares: two,
        families: spread(8, 0.3...0.7)
          .map { .teller(accuracies: [1 - 0.5 * share, 0.7], coverage: $0) }
      ),
      VoteDesign(
        name: "finders and a dense function",
        shares: two,
        families: Array(VoteDesign.rareClass(share).families.prefix(6)) + [dense]
      ),
      VoteDesign(
        name: "four classes",
        shares: VoteDesign.rare(share, among: 4),
        families: (0..<12).map { place in
          let c = place % 4
          return .finder(
            of: c,
            among: 4,
            recall: 0.5,
            falseRate: c == 3 ? 0.4 * share : 0.05
          )
        }
      ),
      VoteDesign(
        name: "many finders",
        shares: two,
        families: [Family](
          repeating: .finder(of: 1, among: 2, recall: 0.15, falseRate: 0.1 * share),
          count: 12
        ) + spread(4, 0.3...0.5).map { .finder(of: 0, among: 2, recall: $0, falseRate: 0.05) }
      ),
    ]
  }

  private static var copies: [VoteDesign] {
    [0, 0.02, 0.1, 0.2, 0.3].map(VoteDesign.copies)
      + [0.1, 0.3].map { share in
        VoteDesign(
          name: "three families",
          shares: VoteDesign.even(3),
          families: tellers(3, 3, 0.55...0.75, 0.6...0.9).map { $0.copied(4, redrawn: share) }
            + tellers(3, 3, 0.6...0.8, 0.4...0.7)
        )
      }
      + [0.05, 0.2].map { share in
        VoteDesign(
          name: "copied finders",
          shares: [0.7, 0.3],
          families: [
            Family.finder(of: 1, among: 2, recall: 0.5, falseRate: 0.25).copied(5, redrawn: share)
          ] + finders(6, 2, 0.4...0.6, 0.03...0.08)
        )
      }
      + [0.05, 0.15].map { share in
        VoteDesign(
          name: "a weak family and precise functions",
          shares: VoteDesign.even(4),
          families: [
            Family.teller(among: 4, accuracy: 0.5, coverage: 0.9).copied(5, redrawn: share)
          ] + finders(8, 4, 0.4...0.6, 0.01...0.04)
        )
      }
  }

  /// Functions that are independent given the class.
  private static var independent: [VoteDesign] {
    let even = VoteDesign.even(2)
    return [
      VoteDesign(name: "five dense", shares: even, families: tellers(5, 2, 0.6...0.8, 1...1)),
      VoteDesign(
        name: "one of six inverted",
        shares: even,
        families: tellers(5, 2, 0.65...0.8, 0.5...0.9)
          + [.teller(among: 2, accuracy: 0.25, coverage: 0.7)]
      ),
      VoteDesign(
        name: "two of five inverted",
        shares: even,
        families: tellers(3, 2, 0.75...0.9, 0.7...0.9)
          + tellers(2, 2, 0.2...0.25, 0.7...0.7)
      ),
      VoteDesign(
        name: "a broad weak function and sparse ones",
        shares: even,
        families: [.teller(among: 2, accuracy: 0.6, coverage: 0.5)]
          + tellers(12, 2, 0.85...0.95, 0.08...0.12)
      ),
      VoteDesign(
        name: "200 sparse",
        shares: even,
        families: tellers(200, 2, 0.55...0.9, 0.02...0.06)
      ),
      VoteDesign(
        name: "200 of ten classes",
        shares: VoteDesign.even(10),
        families: finders(200, 10, 0.05...0.3, 0.002...0.02)
      ),
      VoteDesign(
        name: "six finders",
        shares: [0.6, 0.4],
        families: finders(6, 2, 0.4...0.7, 0.05...0.15)
      ),
      VoteDesign(
        name: "four classes",
        shares: [0.4, 0.3, 0.2, 0.1],
        families: tellers(10, 4, 0.55...0.85, 0.3...0.7)
      ),
      VoteDesign(
        name: "six classes, dense",
        shares: VoteDesign.even(6),
        families: tellers(12, 6, 0.4...0.6, 0.9...1)
      ),
      VoteDesign(
        name: "60 sparse",
        shares: VoteDesign.even(4),
        families: tellers(60, 4, 0.5...0.8, 0.03...0.08)
      ),
    ]
  }

  /// Functions with something peculiar.
  private static var peculiar: [VoteDesign] {
    [
      VoteDesign(
        name: "one that votes on everything",
        shares: [0.7, 0.3],
        families: spread(4, 0.4...0.6)
          .map { .finder(of: 1, among: 2, recall: $0, falseRate: 0.05) }
          + [.constant(0, among: 2, coverage: 1)]
      ),
      VoteDesign(
        name: "a catch-all",
        shares: [0.5, 0.3, 0.2],
        families: [.constant(0, among: 3, coverage: 0.8)]
          + (0..<5).map { .finder(of: 1 + $0 % 2, among: 3, recall: 0.5, falseRate: 0.04) }
      ),
      VoteDesign(
        name: "good on one class",
        shares: VoteDesign.even(2),
        families: (0..<6).map { place in
          .teller(accuracies: place % 2 == 0 ? [0.95, 0.6] : [0.6, 0.95], coverage: 0.6)
        }
      ),
      VoteDesign(
        name: "the rate of voting depends on the class",
        shares: VoteDesign.even(2),
        families: (0..<6).map { place in
          .teller(accuracies: [0.75, 0.75], coverages: place % 2 == 0 ? [0.8, 0.2] : [0.2, 0.7])
        }
      ),
      VoteDesign(
        name: "typical confusions",
        shares: VoteDesign.even(4),
        families: spread(8, 0.55...0.75)
          .map { .confuser(among: 4, accuracy: $0, coverage: 0.6) }
      ),
      VoteDesign(
        name: "three functions",
        shares: VoteDesign.even(2),
        families: tellers(3, 2, 0.7...0.85, 0.7...0.9)
      ),
      VoteDesign(
        name: "most documents have no vote",
        shares: [0.6, 0.4],
        families: finders(6, 2, 0.05...0.12, 0.005...0.015)
      ),
    ]
  }

  private static var hard: [VoteDesign] {
    let families = tellers(8, 2, 0.7...0.9, 0.6...0.9)
    return [
      VoteDesign(
        name: "shared difficulty",
        shares: VoteDesign.even(2),
        families: families,
        hardShare: 0.25
      ),
      VoteDesign(
        name: "own difficulty",
        shares: VoteDesign.even(2),
        families: families.map { family in
          var family = family
          let k = Double(family.answers.count)
          family.rates = family.rates.map { rates in
            let mean = rates.reduce(0, +) / k
            return rates.map { 0.75 * $0 + 0.25 * mean }
          }
          return family
        }
      ),
    ]
  }

  private static var people: [VoteDesign] {
    let guessers = [Family](
      repeating: .teller(among: 3, accuracy: 1.0 / 3, coverage: 0.1),
      count: 15
    )
    return [
      VoteDesign(
        name: "five people",
        shares: [0.6, 0.4],
        families: tellers(5, 2, 0.65...0.9, 1...1),
        mode: .annotators
      ),
      VoteDesign(
        name: "twenty people",
        shares: VoteDesign.even(4),
        families: tellers(20, 4, 0.45...0.85, 0.25...0.25),
        mode: .annotators
      ),
      VoteDesign(
        name: "guessers among people",
        shares: [0.5, 0.3, 0.2],
        families: tellers(45, 3, 0.6...0.85, 0.1...0.1) + guessers,
        mode: .annotators
      ),
      VoteDesign(
        name: "people who confuse the same classes",
        shares: VoteDesign.even(4),
        families: spread(12, 0.55...0.8)
          .map { .confuser(among: 4, accuracy: $0, coverage: 0.4) },
        mode: .annotators
      ),
    ]
  }
}
