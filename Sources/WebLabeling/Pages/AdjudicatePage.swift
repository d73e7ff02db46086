extension ServerPage {
  /// The page on which disagreements are settled.
  static let adjudicate = ServerPage(
    path: "/adjudicate",
    title: "Adjudicate",
    summary: "Show the page for settling disagreements",
    name: "adjudicate",
    main: PackageResources.adjudicate_html,
    script: PackageResources.adjudicate_js
  )
}
