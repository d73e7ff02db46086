internal import Hummingbird

/// Serves the pages for annotators.
struct PageRoutes: Sendable {
  /// Whether there is a session to show.
  let hasSession: Bool

  func add(to group: some RouterMethods<WebContext>) {
    for page in ServerPage.all {
      let bytes = page.html
      group.get(RouterPath(page.path)) { _, _ in
        guard hasSession else { throw WebError.noSession }
        return PageResponse.make(bytes)
      }
    }
  }
}
