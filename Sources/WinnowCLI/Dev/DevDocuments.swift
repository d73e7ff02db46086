internal import CorpusIO
internal import LabelingCore
internal import PluginHost
internal import Runs
internal import VoteAnalysis
internal import Workspace

/// Documents that tell most about a function: those that changed, then those it gets wrong, then
/// others that it votes on.
enum DevDocuments {
  /// Lists documents of a function.
  ///
  /// - Parameters:
  ///   - rounds: The rounds so far.
  ///   - function: The function's place.
  ///   - limit: Most documents to list.
  /// - Returns: A table, line by line.
  static func lines(_ rounds: DevRounds, function: Int, limit: Int) -> [StyledText] {
    guard let finding = rounds.finding, let columns = finding.outcome.columns else { return [] }
    let classes = finding.manifest.labelSpace.classes
    let column = columns[function]
    let name = finding.manifest.functions[function].name
    var before: [Int: Int?] = [:]
    var rows: [Int] = []
    for document in rounds.difference(listing: name, limit: limit)?.documents ?? [] {
      before[document.row] = .some(document.step.from)
      rows.append(document.row)
    }
    let gold = finding.outcome.gold
    for wantsMistakes in [true, false] where rows.count < limit {
      for row in 0..<column.count where rows.count < limit && !column[row].isAbstain {
        let truth = gold.map { $0[row] } ?? .abstain
        let isMistake = !truth.isAbstain && truth != column[row]
        if isMistake == wantsMistakes, before[row] == nil { rows.append(row) }
      }
    }
    let found = try? DocumentLookup.documents(
      at: rows,
      of: finding.source,
      labelSpace: finding.manifest.labelSpace
    )
    func label(_ index: Int?) -> String {
      guard let index, index >= 0 else { return "–" }
      return index < classes.count ? classes[index] : "(gone)"
    }
    var headings: [(heading: String, alignment: TextTable.Alignment)] = [
      ("document", .left), ("was", .left), ("vote", .left),
    ]
    if gold != nil { headings.append(("gold", .left)) }
    headings.append(("text", .left))
    var table = TextTable(headings)
    for row in rows {
      var cells = [
        found?[row]?.id ?? "\(row + 1)", before[row].map(label) ?? "",
        label(column[row].classIndex),
      ]
      if let gold { cells.append(label(gold[row].classIndex)) }
      let text = found?[row]?.text.map(DifferenceText.oneLine) ?? ""
      cells.append(String(text.prefix(300)))
      table.add(cells)
    }
    return table.lines()
  }
}
