internal import MarkupText
internal import Synchronization

/// The panel of guidelines next to a document.
enum GuidelinesPanel {
  /// The mark in a page's HTML where the guidelines go.
  static let mark = "<!--guidelines-->"

  /// Guidelines as HTML, of the text that was asked for last: they are the same for long.
  private static let last = Mutex<(text: String, html: String)?>(nil)

  /// A page with its guidelines.
  static func fill(_ page: [UInt8], with guidelines: String?) -> [UInt8] {
    let html = guidelines.map(Self.html(of:)) ?? ""
    return Array(String(decoding: page, as: UTF8.self).replacing(mark, with: html).utf8)
  }

  private static func html(of text: String) -> String {
    if let known = last.withLock({ $0 }), known.text == text { return known.html }
    // The page has headings of two levels above them.
    let html = Markdown.html(text, topHeading: 3)
    last.withLock { $0 = (text, html) }
    return html
  }
}
