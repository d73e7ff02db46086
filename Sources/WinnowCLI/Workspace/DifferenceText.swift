internal import CorpusIO
internal import Foundation
internal import LabelingCore
internal import Runs
internal import VoteAnalysis
internal import Workspace

/// The difference between two runs in words.
enum DifferenceText {
  /// Finds the ids, and if wanted the texts, of the documents that are listed.
  ///
  /// - Parameters:
  ///   - difference: The difference.
  ///   - source: The corpus.
  ///   - showsText: Whether texts are shown.
  /// - Returns: The documents, in the order of the corpus.
  /// - Throws: What reading the corpus throws.
  static func documents(
    of difference: RunDifference,
    source: () throws -> CorpusSource,
    showsText: Bool
  ) throws -> [DifferenceReport.Document] {
    guard !difference.documents.isEmpty else { return [] }
    let found = try DocumentLookup.documents(
      at: difference.documents.map(\.row),
      of: source(),
      labelSpace: LabelSpace(difference.classes)
    )
    return difference.documents.map { document in
      DifferenceReport.Document(
        row: document.row,
        id: found[document.row]?.id,
        text: showsText ? found[document.row]?.text : nil,
        function: document.function,
        from: document.texts.from,
        to: document.texts.to,
        gold: document.gold
      )
    }
  }

  /// Everything, line by line.
  static func lines(
    _ difference: RunDifference,
    _ documents: [DifferenceReport.Document]
  ) -> [StyledText] {
    var lines = functions(difference)
    lines.append("")
    if let before = difference.coverageBefore, let after = difference.coverageAfter {
      lines.append("coverage \(Formatting.percent(before)) → \(Formatting.percent(after))")
    }
    if difference.faultsBefore + difference.faultsAfter > 0 {
      lines.append("faulty cells \(difference.faultsBefore) → \(difference.faultsAfter)")
    }
    if let labels = difference.labels {
      lines.append(
        "labels of \(labels.changed) of "
          + "\(Formatting.count(difference.documentCount, "document")) changed: "
          + "\(labels.gained) gained, \(labels.lost) lost, \(labels.flipped) flipped"
      )
    }
    if let statements = difference.labelStatements?.filter({ $0.changed > 0 }), !statements.isEmpty
    {
      var table = TextTable(
        [("labels say", .left)] + changeColumns(hasGold: difference.accuracy != nil)
      )
      for change in statements {
        table.add([change.statement] + cells(change, hasGold: difference.accuracy != nil))
      }
      lines += table.lines()
    }
    if let accuracy = difference.accuracy {
      lines += self.accuracy(
        accuracy,
        named: difference.labelStatements == nil ? "accuracy" : "subset accuracy"
      )
    }
    guard !documents.isEmpty else { return lines }
    lines.append("")
    return lines + table(documents) + more(difference, documents.count)
  }

  private static func functions(_ difference: RunDifference) -> [StyledText] {
    let changed = difference.functions.filter {
      $0.change.changed > 0 || $0.beforeVersion != $0.afterVersion
    }
    let title =
      "run \(difference.before) → run \(difference.after): \(changed.count) of "
      + "\(Formatting.count(difference.functions.count, "function")) changed"
    guard !changed.isEmpty else { return [StyledText(title)] }
    let hasGold = changed.contains { $0.change.judgedBefore + $0.change.judgedAfter > 0 }
    if changed.contains(where: { $0.statements != nil }) {
      return [title] + statements(of: changed, hasGold: hasGold)
    }
    var columns: [(heading: String, alignment: TextTable.Alignment)] = [
      ("function", .left), ("version", .left), ("votes", .right), ("gained", .right),
      ("lost", .right), ("flipped", .right),
    ]
    if hasGold {
      columns += [("accuracy", .right), (Formatting.intervalHeading, .right), ("was", .right)]
    }
    var table = TextTable(columns)
    for function in changed {
      let change = function.change
      var cells = [
        function.name, versions(function), "\(change.afterCount)", "+\(change.gained)",
        "-\(change.lost)", "\(change.flipped)",
      ]
      if hasGold {
        cells.append(Formatting.share(share(change.rightAfter, change.judgedAfter)))
        let interval = Interval(successes: change.rightAfter, total: change.judgedAfter)
        cells.append(Formatting.evidence(interval))
        cells.append(Formatting.share(share(change.rightBefore, change.judgedBefore)))
      }
      table.add(cells)
    }
    return [title] + table.lines()
  }

  /// A line for each thing that functions say of several classes, where it has changed.
  private static func statements(
    of functions: [RunDifference.Function],
    hasGold: Bool
  ) -> [StyledText] {
    var table = TextTable(
      [("function", .left), ("version", .left), ("says", .left)] + changeColumns(hasGold: hasGold)
    )
    for function in functions {
      let changed = (function.statements ?? []).filter { $0.changed > 0 }
      if changed.isEmpty { table.add([function.name, versions(function)]) }
      for (place, change) in changed.enumerated() {
        table.add(
          (place == 0 ? [function.name, versions(function)] : ["", ""]) + [change.statement]
            + cells(change, hasGold: hasGold)
        )
      }
    }
    return table.lines()
  }

  private static func changeColumns(
    hasGold: Bool
  ) -> [(heading: String, alignment: TextTable.Alignment)] {
    [("documents", .right), ("gained", .right), ("lost", .right)]
      + (hasGold
        ? [("accuracy", .right), (Formatting.intervalHeading, .right), ("was", .right)] : [])
  }

  private static func cells(_ change: StatementChange, hasGold: Bool) -> [String] {
    ["\(change.afterCount)", "+\(change.gained)", "-\(change.lost)"]
      + (hasGold
        ? [
          Formatting.share(share(change.rightAfter, change.judgedAfter)),
          Formatting.evidence(
            Interval(successes: change.rightAfter, total: change.judgedAfter)
          ),
          Formatting.share(share(change.rightBefore, change.judgedBefore)),
        ] : [])
  }

  private static func versions(_ function: RunDifference.Function) -> String {
    guard let before = function.beforeVersion else { return "new" }
    guard let after = function.afterVersion else { return "gone" }
    return before == after ? "\(after)" : "\(before) → \(after)"
  }

  private static func accuracy(_ accuracy: LabelComparison, named name: String) -> [String] {
    var line =
      "\(name) \(Formatting.accuracy(accuracy.first)) → \(Formatting.accuracy(accuracy.second))"
    if let difference = accuracy.difference, let interval = accuracy.interval {
      line += ", difference \(Formatting.difference(difference, interval))"
    }
    return [line] + Formatting.common(accuracy, first: "before", second: "now")
  }

  private static func table(_ documents: [DifferenceReport.Document]) -> [StyledText] {
    let hasGold = documents.contains { $0.gold != nil }
    let hasText = documents.contains { $0.text != nil }
    var columns: [(heading: String, alignment: TextTable.Alignment)] = [
      ("document", .left), ("was", .left), ("is", .left),
    ]
    if hasGold { columns.append(("gold", .left)) }
    if hasText { columns.append(("text", .left)) }
    var table = TextTable(columns)
    for document in documents {
      var cells = [
        document.id ?? "number \(document.row + 1)", document.from ?? "–", document.to ?? "–",
      ]
      if hasGold { cells.append(document.gold ?? "–") }
      if hasText { cells.append(document.text.map(oneLine) ?? "") }
      table.add(cells)
    }
    return table.lines()
  }

  private static func more(_ difference: RunDifference, _ shown: Int) -> [String] {
    let left = difference.documentMatchCount - shown
    return left > 0 ? ["… and \(left) more; '--limit' shows more of them"] : []
  }

  /// A text on one line.
  static func oneLine(_ text: String) -> String {
    text.split { $0.isNewline || $0 == "\t" }.joined(separator: " ")
  }

  private static func share(_ part: Int, _ whole: Int) -> Double? {
    whole > 0 ? Double(part) / Double(whole) : nil
  }
}
