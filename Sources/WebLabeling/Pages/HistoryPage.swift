extension ServerPage {
  /// The page with one's own answers, the latest first.
  static let history = ServerPage(
    path: "/history",
    title: "History",
    summary: "Show the page of one's own answers",
    name: "history",
    main: PackageResources.history_html,
    script: PackageResources.history_js
  )
}
