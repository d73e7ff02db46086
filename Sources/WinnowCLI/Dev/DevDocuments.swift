internal import CorpusIO
internal import LabelingCore
internal import PluginHost
internal import Runs
internal import VoteAnalysis
internal import Workspace

/// Documents that tell most about a function, a page at a time: those that changed, then those it
/// gets wrong, then others that it votes on.
struct DevDocuments {
  /// Which part of the documents is shown.
  private struct Place: Hashable {
    var round: Int
    var function: Int
    var isOnlyWrong: Bool
  }

  /// Whether only documents are listed that the function gets wrong.
  private(set) var isOnlyWrong = false
  /// Whether each document's text is shown as a whole.
  private(set) var isWhole = false
  private var first = 0
  private var shownCount = 0
  private var scroll = 0
  private var hiddenLineCount = 0
  private var place: Place?
  private var rows: [Int] = []
  /// What was said of documents that changed; `nil` for no vote.
  private var before: [Int: String?] = [:]

  /// Documents whose whole texts are laid out at once.
  private static let wholeCount = 20

  /// Lists all documents again, or only those that the function gets wrong.
  mutating func toggleWrong() { isOnlyWrong.toggle() }

  /// Shows texts as a whole, or a line of each again.
  mutating func toggleWhole() {
    isWhole.toggle()
    scroll = 0
  }

  /// Moves on by a page.
  mutating func nextPage(of room: Int) {
    if isWhole, hiddenLineCount > 0 {
      scroll += max(1, room - 2)
    } else if first + shownCount < rows.count {
      first += max(1, shownCount)
      scroll = 0
    }
  }

  /// Goes back by a page.
  mutating func previousPage(of room: Int) {
    if isWhole, scroll > 0 {
      scroll = max(0, scroll - max(1, room - 2))
    } else {
      first = max(0, first - max(1, isWhole ? Self.wholeCount : room - 1))
      scroll = 0
    }
  }

  /// The documents of a function.
  ///
  /// - Parameters:
  ///   - rounds: The rounds so far.
  ///   - function: The function's place.
  ///   - room: Most lines.
  /// - Returns: A heading, and a table or whole texts, line by line.
  mutating func lines(_ rounds: DevRounds, function: Int, room: Int) -> [StyledText] {
    guard let finding = rounds.finding, let columns = finding.outcome.columns else { return [] }
    let name = finding.manifest.functions[function].name
    let wanted = Place(round: rounds.count, function: function, isOnlyWrong: isOnlyWrong)
    if place != wanted {
      place = wanted
      (first, scroll) = (0, 0)
      choose(rounds, finding, columns[function], name)
    }
    let most = isWhole ? Self.wholeCount : max(1, room - 2)
    let page = Array(rows.dropFirst(first).prefix(most))
    shownCount = page.count
    var heading = "documents of \(name)"
    if !rows.isEmpty { heading += ", \(first + 1)–\(first + page.count) of \(rows.count)" }
    if isOnlyWrong { heading += ", only wrong ones" }
    guard !rows.isEmpty else {
      let why =
        isOnlyWrong && finding.outcome.gold == nil
        ? "without gold labels no vote is known to be wrong" : "there are none"
      return [StyledText(heading), StyledText(why, .dim)]
    }
    let found = try? DocumentLookup.documents(
      at: page,
      of: finding.source,
      labelSpace: finding.manifest.labelSpace
    )
    let lines =
      isWhole
      ? texts(page, finding, columns[function], found ?? [:])
      : table(page, finding, columns[function], found ?? [:])
    hiddenLineCount = max(0, lines.count - scroll - (room - 1))
    return [StyledText(heading)] + lines.dropFirst(scroll).prefix(max(1, room - 1))
  }

  /// Chooses the documents of a function, in the order in which they tell most.
  private mutating func choose(
    _ rounds: DevRounds,
    _ finding: DevRounds.Finding,
    _ column: VoteColumnView,
    _ name: String
  ) {
    rows = []
    before = [:]
    func isMistake(_ row: Int) -> Bool {
      guard let truth = finding.gold(row), let ballot = finding.ballot(row, of: column) else {
        return false
      }
      return !ballot.isRight(by: truth, finding.manifest.labels)
    }
    for document in rounds.difference(listing: name, limit: column.count)?.documents ?? []
    where !isOnlyWrong || isMistake(document.row) {
      before[document.row] = .some(document.texts.from)
      rows.append(document.row)
    }
    for wantsMistakes in isOnlyWrong ? [true] : [true, false] {
      for row in 0..<column.count where !column[row].isAbstain && before[row] == nil {
        if isMistake(row) == wantsMistakes { rows.append(row) }
      }
    }
  }

  private func table(
    _ page: [Int],
    _ finding: DevRounds.Finding,
    _ column: VoteColumnView,
    _ found: [Int: DocumentLookup.Document]
  ) -> [StyledText] {
    var headings: [(heading: String, alignment: TextTable.Alignment)] = [
      ("document", .left), ("was", .left), ("vote", .left),
    ]
    if finding.outcome.gold != nil { headings.append(("gold", .left)) }
    headings.append(("text", .left))
    var table = TextTable(headings)
    for row in page {
      var cells = [
        found[row]?.id ?? "\(row + 1)", before[row].map { $0 ?? "–" } ?? "",
        finding.text(row, of: column),
      ]
      if finding.outcome.gold != nil { cells.append(finding.goldText(row)) }
      let text = found[row]?.text.map(DifferenceText.oneLine) ?? ""
      cells.append(String(text.prefix(300)))
      table.add(cells)
    }
    return table.lines()
  }

  private func texts(
    _ page: [Int],
    _ finding: DevRounds.Finding,
    _ column: VoteColumnView,
    _ found: [Int: DocumentLookup.Document]
  ) -> [StyledText] {
    let width = RawTerminal.size.columns
    return page.flatMap { row in
      var title = StyledText(found[row]?.id ?? "\(row + 1)", .bold)
      title.append(" · vote \(finding.text(row, of: column))", .dim)
      if let was = before[row] { title.append(" · was \(was ?? "–")", .dim) }
      if finding.outcome.gold != nil {
        title.append(" · gold \(finding.goldText(row))", .dim)
      }
      let text = found[row]?.text ?? ""
      return [StyledText(), title] + DocumentText.lines(text, width: width)
    }
  }
}
