internal import Hummingbird

/// A page for annotators: its route, its entry in the navigation, its content and its script.
///
/// Each page is an extension in a file of this folder, with its HTML and its script in `Assets`,
/// and a line of ``all``. What pages show they ask for by ``SessionRoutes``.
struct ServerPage: Sendable {
  /// Where it is.
  let path: String
  /// Its title, and its entry in the navigation.
  let title: String
  /// What it is for, as the description of the routes says it.
  let summary: String
  /// Name of its script, without the suffix.
  let name: String
  /// What is between the header and the end of the page.
  let main: [UInt8]
  /// Its script.
  let script: [UInt8]

  /// Whether it shows the session's guidelines.
  var showsGuidelines: Bool {
    String(decoding: main, as: UTF8.self).contains(GuidelinesPanel.mark)
  }

  /// All pages, in the order of the navigation.
  static let all: [ServerPage] = [
    .label,
    .adjudicate,
    .history,
    .documents,
    .progress,
  ]

  /// The page as a whole.
  var html: [UInt8] {
    let links = Self.all.map { page in
      let isHere = page.name == name
      let mark = isHere ? " aria-current=\"page\"" : ""
      return "<a href=\"\(page.path)\" id=\"page-\(page.name)\"\(mark)>\(page.title)</a>"
    }
    let frame = String(decoding: PackageResources.frame_html, as: UTF8.self)
    let html = frame.replacing("<!--title-->", with: title)
      .replacing("<!--script-->", with: name)
      .replacing("<!--navigation-->", with: links.joined(separator: "\n"))
      .replacing("<!--main-->", with: String(decoding: main, as: UTF8.self))
    return Array(KeyMap.fill(html).utf8)
  }
}
