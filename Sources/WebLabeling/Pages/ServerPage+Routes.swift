internal import Hummingbird
internal import Sessions

/// Serves the pages for annotators.
struct PageRoutes: Sendable {
  /// The session that the pages show; `nil` for none.
  let served: SessionService?

  func add(to group: some RouterMethods<WebContext>) {
    for page in ServerPage.all {
      let bytes = page.html
      group.get(RouterPath(page.path)) { _, _ in
        guard let served else { throw WebError.noSession }
        guard page.showsGuidelines else { return PageResponse.make(bytes) }
        let guidelines = try await served.run { try $0.guidance().guidelines }
        return PageResponse.make(GuidelinesPanel.fill(bytes, with: guidelines))
      }
    }
  }
}
