internal import MarkupText

/// A table with a caption and headings that a screen reader reads out.
///
/// It is in its own region, which a keyboard can scroll where the table is wider than
/// the page.
struct HTMLTable {
  /// What a column holds.
  enum Kind: String {
    /// Words.
    case text = ""
    /// Figures, set flush right.
    case number
    /// Words that may take several lines.
    case wide
  }

  private let caption: String
  private let columns: [(heading: String, kind: Kind)]
  private var rows: [[HTML]] = []

  init(_ caption: String, _ columns: [(heading: String, kind: Kind)]) {
    self.caption = caption
    self.columns = columns
  }

  /// Adds a row, whose first cell is its heading.
  mutating func add(_ cells: [HTML]) {
    precondition(cells.count == columns.count, "a cell per column")
    rows.append(cells)
  }

  var html: HTML {
    let heads = columns.map { column -> HTML in
      "<th scope=\"col\"\(attribute(of: column.kind))>\(column.heading)</th>"
    }
    let body = rows.map { cells -> HTML in
      let parts = zip(cells, columns).enumerated().map { index, pair -> HTML in
        index == 0
          ? "<th scope=\"row\">\(pair.0)</th>"
          : "<td\(attribute(of: pair.1.kind))>\(pair.0)</td>"
      }
      return "<tr>\(parts.joined())</tr>"
    }
    return """
      <div class="scroll" role="region" aria-label="\(caption)" tabindex="0">
      <table>
      <caption>\(caption)</caption>
      <thead><tr>\(heads.joined())</tr></thead>
      <tbody>
      \(body)
      </tbody>
      </table>
      </div>
      """
  }

  private func attribute(of kind: Kind) -> HTML {
    kind == .text ? "" : " class=\"\(kind.rawValue)\""
  }
}
