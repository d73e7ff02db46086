internal import LabelingCore

/// A table of text that fits the terminal.
///
/// Cells are one line each and hold nothing that a terminal could take for a command.
struct TextTable {
  /// How a column's cells are aligned.
  enum Alignment {
    case left
    case right
  }

  private var rows: [[String]]
  private let alignments: [Alignment]

  /// Creates a table with a heading for each column.
  init(_ columns: [(heading: String, alignment: Alignment)]) {
    rows = [columns.map { VisibleText.line($0.heading) }]
    alignments = columns.map(\.alignment)
  }

  /// Adds a row; missing cells are empty.
  mutating func add(_ cells: [String]) {
    let missing = [String](repeating: "", count: alignments.count - cells.count)
    rows.append(cells.map { VisibleText.line($0) } + missing)
  }

  /// The table as lines.
  ///
  /// On a terminal the widest text columns are cut to fit, and the heading is
  /// painted.
  /// - Parameter stream: Where the lines will be written.
  /// - Returns: The heading, then a line per row.
  func lines(for stream: Console.Stream = .output) -> [StyledText] {
    var widths = columnWidths
    if let width = stream.width {
      var excess = widths.reduce(0, +) + 2 * (widths.count - 1) - width
      while excess > 0 {
        let candidates = widths.indices.filter { alignments[$0] == .left && widths[$0] > 8 }
        guard let widest = candidates.max(by: { widths[$0] < widths[$1] }) else { break }
        widths[widest] -= 1
        excess -= 1
      }
    }
    return rows.enumerated().map { index, row in
      var line = row.indices.map { column in
        Self.fitted(row[column], to: widths[column], alignments[column])
      }.joined(separator: "  ")
      while line.last == " " { line.removeLast() }
      return StyledText(line, index == 0 ? .bold : .plain)
    }
  }

  /// Whether the table fits the stream without a cell being cut.
  func fits(_ stream: Console.Stream) -> Bool {
    guard let width = stream.width else { return true }
    return columnWidths.reduce(0, +) + 2 * (alignments.count - 1) <= width
  }

  private var columnWidths: [Int] {
    alignments.indices.map { column in rows.map { DisplayWidth.of($0[column]) }.max() ?? 0 }
  }

  private static func fitted(_ text: String, to width: Int, _ alignment: Alignment) -> String {
    let own = DisplayWidth.of(text)
    guard own <= width else {
      var cut = text
      while DisplayWidth.of(cut) > width - 1 { cut.removeLast() }
      return cut + "…"
    }
    let space = String(repeating: " ", count: width - own)
    return alignment == .left ? text + space : space + text
  }
}
