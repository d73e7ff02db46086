internal import Inspection
internal import LabelingCore
internal import PluginHost

/// Chooses the documents that a report shows.
struct ReportDocuments {
  private let count: Int
  private let seed: UInt64

  init(count: Int, seed: UInt64) {
    self.count = count
    self.seed = seed
  }

  /// Some documents of each kind that there is.
  ///
  /// - Parameters:
  ///   - inspection: The corpus.
  ///   - remarks: Gets what cannot be shown.
  /// - Returns: A group per kind, each with its documents in the order they were chosen in.
  /// - Throws: What reading the corpus throws.
  func groups(
    of inspection: Inspection,
    _ remarks: inout [String]
  ) throws -> [Report.Group] {
    guard count > 0 else { return [] }
    let drawn = "drawn at random, seed \(seed)"
    var kinds: [(title: String, choice: String, condition: DocumentSelection.Condition?)] = [
      ("Votes in conflict", drawn, .conflicting),
      ("Least certain labels", "the lowest probabilities of labels", .covered),
      ("No votes", drawn, .uncovered),
      ("Any documents", drawn, nil),
    ]
    if inspection.hasGold { kinds.insert(("Labels that gold calls wrong", drawn, .wrong), at: 0) }
    let chosen = kinds.map { kind in
      var selection = DocumentSelection()
      selection.conditions = kind.condition.map { [$0] } ?? []
      selection.leastConfident = kind.condition == .covered
      selection.sampleCount = selection.leastConfident ? nil : count
      selection.limit = count
      selection.seed = seed
      return selection.rows(of: inspection)
    }
    let rows = Set(chosen.flatMap(\.chosen)).sorted()
    let documents = try read(rows, of: inspection, &remarks)
    return zip(kinds, chosen).compactMap { kind, chosen in
      guard chosen.count > 0 else { return nil }
      return Report.Group(
        title: kind.title,
        choice: kind.choice,
        count: chosen.count,
        documents: chosen.chosen.compactMap { documents[$0] }
      )
    }
  }

  private func read(
    _ rows: [Int],
    of inspection: Inspection,
    _ remarks: inout [String]
  ) throws -> [Int: InspectedDocument] {
    var inspection = inspection
    func documents() throws -> [Int: InspectedDocument] {
      Dictionary(
        try inspection.documents(at: rows).map { ($0.row, $0) },
        uniquingKeysWith: { first, _ in first }
      )
    }
    let unmatched = inspection.unmatchedFunctions
    if unmatched.count == inspection.votes.voters.count {
      remarks.append("Nothing is marked: the functions have changed or are missing.")
    } else if !unmatched.isEmpty {
      remarks.append(
        "Nothing is marked for functions that have changed since: "
          + unmatched.joined(separator: ", ") + "."
      )
    }
    do {
      return try documents()
    } catch is PluginError {
      inspection.forgetMatches()
      remarks.append("Nothing is marked: the plugin cannot say what matched.")
      return try documents()
    }
  }
}
