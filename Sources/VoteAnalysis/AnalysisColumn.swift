package import LabelingCore

/// A column of the analysis table: its key in JSON, its heading, where it is shown, and its value.
///
/// ``all`` is the one list of columns: the JSON of `winnow analyze`, its table, and those of
/// `winnow dev` and `winnow report` follow it. A line there is a column in all of them.
package struct AnalysisColumn: Sendable {
  /// What a voter has in a column.
  package enum Value: Hashable, Sendable {
    /// A name.
    case text(String)
    /// Names of classes.
    case names([String])
    /// A number of votes or rows.
    case count(Int)
    /// A share, 0…1; `nil` without evidence.
    case share(Double?)
    /// A confidence interval; `nil` without evidence.
    case interval(Interval?)
  }

  /// Tables.
  package struct Places: OptionSet, Sendable {
    package let rawValue: Int
    package init(rawValue: Int) { self.rawValue = rawValue }

    /// What `winnow analyze` prints.
    package static let analyze = Places(rawValue: 1 << 0)
    /// What `winnow dev` shows.
    package static let dev = Places(rawValue: 1 << 1)
    /// The page of `winnow report`.
    package static let report = Places(rawValue: 1 << 2)
    /// Every table.
    package static let everywhere: Places = [.analyze, .dev, .report]
    /// JSON alone.
    package static let nowhere: Places = []
  }

  /// How cells are aligned in a table of text.
  package enum Alignment: Hashable, Sendable {
    /// At the left.
    case leading
    /// At the right, as numbers do.
    case trailing
  }

  /// Key in JSON.
  package let key: String
  /// Heading, in lower case.
  package let heading: String
  /// The tables that show it.
  package let places: Places
  /// How its cells are aligned.
  package let alignment: Alignment
  /// Whether it says nothing without gold labels.
  package let needsGold: Bool
  /// Whether it says nothing where each vote names one class.
  package let needsSets: Bool
  /// What a voter has in it.
  package let value: @Sendable (VoterSummary) -> Value

  /// Describes a column.
  ///
  /// - Parameters:
  ///   - key: Key in JSON, in snake case.
  ///   - heading: Heading, in lower case.
  ///   - places: The tables that show it.
  ///   - alignment: How its cells are aligned.
  ///   - needsGold: Whether it is left out where no document has a gold label.
  ///   - needsSets: Whether it is left out where each vote names one class.
  ///   - value: What a voter has in it.
  package init(
    _ key: String,
    _ heading: String,
    in places: Places = .everywhere,
    _ alignment: Alignment = .trailing,
    needsGold: Bool = false,
    needsSets: Bool = false,
    value: @escaping @Sendable (VoterSummary) -> Value
  ) {
    self.key = key
    self.heading = heading
    self.places = places
    self.alignment = alignment
    self.needsGold = needsGold
    self.needsSets = needsSets
    self.value = value
  }

  /// All columns, in their order.
  package static let all: [AnalysisColumn] = [
    AnalysisColumn("name", "function", .leading) { .text($0.name) },
    polarity,
    votes,
    AnalysisColumn("covered_count", "covered", in: .nowhere) { .count($0.coveredCount) },
    AnalysisColumn("overlap_count", "overlapping", in: .nowhere) { .count($0.overlapCount) },
    AnalysisColumn("conflict_count", "in conflict", in: .nowhere) { .count($0.conflictCount) },
    AnalysisColumn("coverage", "coverage") { .share($0.coverage) },
    AnalysisColumn("overlaps", "overlaps", in: [.analyze, .report]) { .share($0.overlaps) },
    AnalysisColumn("conflicts", "conflicts") { .share($0.conflicts) },
    AnalysisColumn("overlaps_of_covered", "overlaps of covered", in: .nowhere) {
      .share($0.overlapsOfCovered)
    },
    AnalysisColumn("conflicts_of_overlapping", "conflicts of overlapping", in: .nowhere) {
      .share($0.conflictsOfOverlapping)
    },
    AnalysisColumn("correct_count", "correct", in: .analyze, needsGold: true) {
      .count($0.correctCount)
    },
    AnalysisColumn("incorrect_count", "incorrect", in: .analyze, needsGold: true) {
      .count($0.incorrectCount)
    },
    AnalysisColumn("accuracy", "accuracy", needsGold: true) { .share($0.accuracy) },
    AnalysisColumn("chance", "by chance", needsGold: true, needsSets: true) { .share($0.chance) },
    accuracyInterval,
  ]

  /// What the votes are for.
  private static let polarity = AnalysisColumn(
    "polarity",
    "classes",
    in: [.analyze, .report],
    .leading
  ) { .names($0.polarity) }
  /// What a row is of, in tables with a row for each statement of a function.
  private static let statement = AnalysisColumn(polarity.key, "says", .leading) {
    .names($0.polarity)
  }
  /// The number of votes.
  package static let votes = AnalysisColumn("vote_count", "votes") { .count($0.voteCount) }
  /// The interval of the accuracy, which is wide.
  package static let accuracyInterval = AnalysisColumn(
    "accuracy_interval",
    Formatting.intervalHeading,
    .leading,
    needsGold: true
  ) { .interval($0.accuracyInterval) }

  /// Whether it holds names, which no interval is although it begins at the left.
  package var holdsWords: Bool { alignment == .leading && key != Self.accuracyInterval.key }

  /// The columns of a table.
  ///
  /// - Parameters:
  ///   - place: The table.
  ///   - hasGold: Whether documents have gold labels.
  ///   - hasSets: Whether votes name sets of classes.
  ///   - areStatements: Whether each row is what a function says of one of several classes, as
  ///     ``StatementSummary/statements`` are.
  /// - Returns: The columns that the table shows, in order.
  package static func columns(
    of place: Places,
    hasGold: Bool,
    hasSets: Bool,
    areStatements: Bool = false
  ) -> [AnalysisColumn] {
    all.map { areStatements && $0.key == polarity.key ? statement : $0 }.filter {
      $0.places.contains(place) && (hasGold || !$0.needsGold)
        && (hasSets || areStatements || !$0.needsSets)
    }
  }
}

extension VoterSummary {
  private struct Key: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  /// Writes what the voter has in each column; what is not known is left out.
  package func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: Key.self)
    for column in AnalysisColumn.all {
      let key = Key(stringValue: column.key)
      switch column.value(self) {
      case .text(let text): try values.encode(text, forKey: key)
      case .names(let names): try values.encode(names, forKey: key)
      case .count(let count): try values.encode(count, forKey: key)
      case .share(let share): try values.encodeIfPresent(share, forKey: key)
      case .interval(let interval): try values.encodeIfPresent(interval, forKey: key)
      }
    }
  }
}
