internal import LabelingCore
internal import MarkupText
internal import VoteAnalysis

/// Draws how often each two functions meet, differ or agree, as a square of cells.
struct PairMatrix {
  /// What a cell shows.
  enum Measure: String, CaseIterable {
    /// The share of all documents that both vote on.
    case overlap
    /// The share of all documents on which they differ.
    case conflict
    /// The share of the documents that both vote on, on which they agree.
    case agreement
  }

  /// More functions than these are not drawn: cells would be too small to be distinguished.
  static let largestCount = 60
  private static let left = 132.0
  private static let top = 24.0
  /// With more functions than these, cells are small and have no figures.
  private static let largestNumbered = 12
  private static let cellWidths = (numbered: 25.0, plain: 12.0)
  /// The deepest shade; text on it keeps its contrast.
  private static let deepest = 0.45

  private let summary: VoteSummary
  private let pairs: VoterPairs
  private let shown: [Int]
  private let cell: Double

  /// Prepares pictures of some functions.
  init(_ summary: VoteSummary, _ pairs: VoterPairs) {
    self.summary = summary
    self.pairs = pairs
    // If there are too many, those most in conflict, in their order.
    let busiest = summary.voters.indices.sorted {
      (-summary.voters[$0].conflictCount, $0) < (-summary.voters[$1].conflictCount, $1)
    }
    shown = busiest.prefix(Self.largestCount).sorted()
    let isNumbered = shown.count <= Self.largestNumbered
    cell = isNumbered ? Self.cellWidths.numbered : Self.cellWidths.plain
  }

  /// Width of each picture in pixels.
  var width: Int { Int((Self.left + cell * Double(shown.count)).rounded(.up)) + 2 }

  /// The picture of a measure.
  func svg(_ measure: Measure) -> String {
    var canvas = SVGCanvas(
      width: width,
      height: Int((Self.top + cell * Double(shown.count)).rounded(.up)) + 2,
      title: "\(measure.rawValue.capitalizedFirst) of each two functions",
      summary:
        "\(Formatting.count(shown.count, "function")) in rows and columns, in the order of the "
        + "table of "
        + "functions; \(Formatting.count(pairs.pairs.count, "pair")) "
        + "\(Formatting.verb(pairs.pairs.count, "meets", "meet")) on some document.",
      theme: .page(id: "\(measure.rawValue)-picture")
    )
    let largest = shown.flatMap { j in shown.compactMap { value(measure, j, $0)?.share } }.max()
    for (row, j) in shown.enumerated() {
      let y = Self.top + cell * Double(row)
      canvas.text(
        "\(SVGCanvas.shortened(summary.voters[j].name, to: 14)) \(j + 1)",
        Self.left - 6,
        y + cell / 2 + 4,
        anchor: .end,
        size: min(12, cell)
      )
      canvas.text(
        "\(j + 1)",
        Self.left + cell * (Double(row) + 0.5),
        Self.top - 8,
        anchor: .middle,
        size: min(11, cell * 0.7),
        fill: .muted
      )
      for (column, k) in shown.enumerated() {
        let scale = measure == .agreement ? 1 : largest ?? 0
        draw(value(measure, j, k), (row, column), (j, k), scale, &canvas)
      }
    }
    return canvas.document
  }

  private func draw(
    _ value: (share: Double, words: String)?,
    _ place: (row: Int, column: Int),
    _ functions: (Int, Int),
    _ scale: Double,
    _ canvas: inout SVGCanvas
  ) {
    let x = Self.left + cell * Double(place.column)
    let y = Self.top + cell * Double(place.row)
    let names = (summary.voters[functions.0].name, summary.voters[functions.1].name)
    guard let value else {
      canvas.rectangle(x + 0.5, y + 0.5, cell - 1, cell - 1, fill: .grid, opacity: 0.4)
      return
    }
    let depth = scale > 0 ? value.share / scale : 0
    canvas.rectangle(
      x + 0.5,
      y + 0.5,
      cell - 1,
      cell - 1,
      fill: depth > 0 ? .strong : .grid,
      opacity: depth > 0 ? max(0.04, depth * Self.deepest) : 0.4,
      tip: "\(names.0) and \(names.1): \(value.words)"
    )
    guard shown.count <= Self.largestNumbered else { return }
    canvas.text(
      SVGCanvas.number(value.share * 100, decimals: value.share < 0.0995 ? 1 : 0),
      x + cell / 2,
      y + cell / 2 + 3.5,
      anchor: .middle,
      size: 10
    )
  }

  /// The value of two functions; `nil` where there is nothing to say.
  private func value(_ measure: Measure, _ j: Int, _ k: Int) -> (share: Double, words: String)? {
    let n = summary.rowCount
    guard n > 0 else { return nil }
    if j == k {
      guard measure == .overlap else { return nil }
      let voter = summary.voters[j]
      return (voter.coverage, "votes on \(Formatting.percent(voter.coverage))")
    }
    guard let pair = pairs.pair(j, k) else {
      return measure == .agreement ? nil : (0, "they never meet")
    }
    switch measure {
    case .overlap:
      let share = Double(pair.overlapCount) / Double(n)
      return (
        share,
        "both on \(Formatting.count(pair.overlapCount, "document")), \(Formatting.percent(share))"
      )
    case .conflict:
      let share = Double(pair.conflictCount) / Double(n)
      return (
        share,
        "differ on \(Formatting.count(pair.conflictCount, "document")), "
          + "\(Formatting.percent(share))"
      )
    case .agreement:
      return (
        pair.agreement,
        "agree on \(pair.agreementCount) of \(Formatting.count(pair.overlapCount, "document"))"
      )
    }
  }
}

extension String {
  /// The string with its first letter in upper case.
  fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
