internal import Foundation
internal import Hummingbird

/// The pages for annotators; what they show they ask for by ``SessionRoutes``.
struct PageRoutes: Sendable {
  /// Whether there is a session to show.
  let hasSession: Bool

  private struct Page {
    let path: RouterPath
    let title: String
    let name: String
    let main: [UInt8]
  }

  private static let pages = [
    Page(path: "/", title: "Label", name: "label", main: PackageResources.label_html),
    Page(
      path: "/adjudicate",
      title: "Adjudicate",
      name: "adjudicate",
      main: PackageResources.adjudicate_html
    ),
    Page(
      path: "/documents",
      title: "Documents",
      name: "documents",
      main: PackageResources.documents_html
    ),
    Page(
      path: "/progress",
      title: "Progress",
      name: "progress",
      main: PackageResources.progress_html
    ),
  ]

  func add(to group: some RouterMethods<WebContext>) {
    let frame = String(decoding: PackageResources.frame_html, as: UTF8.self)
    for page in Self.pages {
      let html = frame.replacing("<!--title-->", with: page.title)
        .replacing("<!--script-->", with: page.name)
        .replacing("<!--main-->", with: String(decoding: page.main, as: UTF8.self))
        .replacing("data-page=\"\(page.name)\"", with: "aria-current=\"page\"")
      let bytes = Array(html.utf8)
      group.get(page.path) { _, _ in
        guard hasSession else { throw WebError.noSession }
        return HTMLPage.response(bytes)
      }
    }
  }
}
