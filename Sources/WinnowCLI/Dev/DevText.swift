internal import Foundation
internal import LabelStore
internal import LabelingCore
internal import PluginHost
internal import Runs
internal import VoteAnalysis
internal import Workspace

/// A round in words.
enum DevText {
  /// What stands before the function that is selected.
  static let selectionMark = "▸ "

  /// The errors, as the compiler or the examples report them.
  static func problems(_ problems: [Diagnostic]) -> [String] {
    problems.flatMap { problem in
      problem.description.split(separator: "\n", omittingEmptySubsequences: false)
        .map(String.init)
    }
  }

  /// The table with the change since the run before; without intervals where it is too wide.
  static func table(_ finding: DevRounds.Finding, selected: Int? = nil) -> [StyledText] {
    let whole = table(finding, selected, hasIntervals: true)
    return (whole.fits(.output) ? whole : table(finding, selected, hasIntervals: false)).lines()
  }

  private static func table(
    _ finding: DevRounds.Finding,
    _ selected: Int?,
    hasIntervals: Bool
  ) -> TextTable {
    let summary = finding.outcome.summary
    // What says nothing has no row among statements.
    let silent = summary.voters.filter { $0.voteCount == 0 }
    let rows = finding.outcome.statements.map { $0.statements + silent } ?? summary.voters
    let hasGold = summary.goldCount > 0
    let faults = Dictionary(
      finding.outcome.applied.faults.map { ($0.function, $0.count) },
      uniquingKeysWith: +
    )
    let columns = AnalysisColumn.columns(
      of: .dev,
      hasGold: hasGold,
      hasSets: summary.hasSets,
      areStatements: finding.outcome.statements != nil
    ).filter { hasIntervals || $0.key != AnalysisColumn.accuracyInterval.key }
    var headings: [(heading: String, alignment: TextTable.Alignment)] = []
    for (index, column) in columns.enumerated() {
      let indent = index == 0 && selected != nil ? "  " : ""
      headings.append((indent + column.heading, column.holdsWords ? .left : .right))
      if column.key == AnalysisColumn.votes.key { headings.append(("change", .left)) }
    }
    if hasGold { headings.append(("was", .right)) }
    if !faults.isEmpty { headings.append(("faults", .right)) }
    var table = TextTable(headings)
    let functions = Dictionary(
      summary.voters.enumerated().map { (ExactString($1.name), $0) },
      uniquingKeysWith: { first, _ in first }
    )
    var last: String?
    for row in rows {
      let isFirst = last?.isExactly(row.name) != true
      let isSelected = isFirst && functions[ExactString(row.name)] == selected
      let mark = selected == nil ? "" : isSelected ? selectionMark : "  "
      last = row.name
      let change = RowChange(of: row, in: finding)
      var cells: [String] = []
      for column in columns {
        cells.append(Formatting.cell(column.value(row)))
        if column.key == AnalysisColumn.votes.key { cells.append(change?.text ?? "") }
      }
      cells[0] = mark + (isFirst ? cells[0] : "")
      if hasGold {
        let was = change?.accuracyBefore
        cells.append(was == row.accuracy ? "" : Formatting.share(was))
      }
      if !faults.isEmpty { cells.append(isFirst ? faults[row.name].map(String.init) ?? "" : "") }
      table.add(cells)
    }
    return table
  }

  /// The shares of all documents, and how long the round took.
  static func summary(_ finding: DevRounds.Finding) -> [String] {
    let summary = finding.outcome.summary
    var covered = "covered \(Formatting.percent(summary.coverage))"
    if let before = finding.difference?.coverageBefore, before != summary.coverage {
      covered += " (was \(Formatting.percent(before)))"
    }
    let ran = finding.outcome.ranFunctions.count
    let classes = (finding.outcome.statements?.classes ?? []).map {
      "\($0.name) \(Formatting.percent($0.coverage))"
    }
    return [
      "\(Formatting.count(summary.rowCount, "document")), \(covered), in conflict "
        + Formatting.percent(summary.conflicts)
    ] + (classes.isEmpty ? [] : ["spoken of: \(classes.joined(separator: ", "))"]) + [
      String(
        format: "%d of %@ ran; compiling %.2f s, applying %.2f s",
        ran,
        Formatting.count(summary.voters.count, "function"),
        finding.buildSeconds,
        finding.applySeconds
      )
    ]
  }

  /// The newest faults.
  static func faults(_ finding: DevRounds.Finding) -> [String] {
    finding.outcome.applied.faults.map { fault in
      "\(fault.location): '\(fault.function)' failed on "
        + "\(Formatting.count(fault.count, "document")), first "
        + "'\(fault.documents.first ?? "")': \(fault.firstMessage)"
    }
  }

  /// How often a function votes for each class, by gold label where there is one.
  static func buckets(_ finding: DevRounds.Finding, function: Int) -> [StyledText] {
    guard let columns = finding.outcome.columns else {
      return [StyledText("the votes were not kept")]
    }
    if finding.manifest.labels == .several {
      return DevStatementText.buckets(finding, column: columns[function])
    }
    let classes = finding.manifest.labelSpace.classes
    let gold = finding.outcome.gold
    let said = columns[function].others
    // Levels of one set are one column; what a function never says is none.
    let sets = said.map(\.classes).filter { $0.count > 1 }
      .reduce(into: [[Int]]()) { if !$0.contains($1) { $0.append($1) } }
      .sorted { ($0.count, $0[0]) < ($1.count, $1[0]) }
    let places =
      Array(classes.indices)
      + said.map { ballot in
        ballot.classes.count == 1
          ? ballot.classes[0] : classes.count + (sets.firstIndex(of: ballot.classes) ?? 0)
      }
    var counts: [[Int]: Int] = [:]
    let column = columns[function]
    for row in 0..<column.count {
      let truth = gold.map { $0[row].classIndex } ?? -1
      let vote = column[row]
      counts[[truth, vote.isAbstain ? -1 : places[vote.classIndex]], default: 0] += 1
    }
    var columnsOfTable: [(heading: String, alignment: TextTable.Alignment)] = [
      ("gold \\ vote", .left)
    ]
    let names = sets.map { finding.manifest.labelSpace.name(ofSet: $0) }
    columnsOfTable += (classes + names).map { ($0, .right) } + [("no vote", .right)]
    var table = TextTable(columnsOfTable)
    // Sets of classes that gold labels name stand behind the classes.
    let golds =
      classes + (gold?.others ?? []).map { finding.manifest.labelSpace.name(ofSet: $0.classes) }
    let order = Array(golds.indices) + [-1]
    for truth in order where gold != nil || truth == -1 {
      let cells = (Array(0..<(classes.count + sets.count)) + [-1]).map {
        "\(counts[[truth, $0]] ?? 0)"
      }
      if truth == -1, gold != nil, !counts.keys.contains(where: { $0[0] == -1 }) { continue }
      table.add([truth < 0 ? "no gold" : golds[truth]] + cells)
    }
    return table.lines()
  }
}

/// How a row of the table differs from the run before.
private struct RowChange {
  /// The documents that were gained, lost and changed.
  let text: String
  /// The share of right votes before; `nil` without gold.
  let accuracyBefore: Double?

  /// Finds what changed; `nil` without a run before, and for what it did not have.
  init?(of row: VoterSummary, in finding: DevRounds.Finding) {
    let function = finding.difference?.functions.first { $0.name.isExactly(row.name) }
    guard let function else { return nil }
    let counts: [(String, Int)]
    let (right, judged): (Int, Int)
    if finding.outcome.statements != nil, !row.polarity.isEmpty {
      let change = function.statements?.first { row.polarity == [$0.statement] }
      guard let change else { return nil }
      counts = [("+", change.gained), ("-", change.lost)]
      (right, judged) = (change.rightBefore, change.judgedBefore)
    } else {
      let change = function.change
      counts = [("+", change.gained), ("-", change.lost), ("~", change.flipped)]
      (right, judged) = (change.rightBefore, change.judgedBefore)
    }
    accuracyBefore = judged > 0 ? Double(right) / Double(judged) : nil
    text =
      function.beforeVersion == nil
      ? "new"
      : counts.filter { $0.1 > 0 }.map { "\($0.0)\($0.1)" }.joined(separator: " ")
  }
}
