extension ServerPage {
  /// The page on which documents are searched.
  static let documents = ServerPage(
    path: "/documents",
    title: "Documents",
    summary: "Show the page for finding documents",
    name: "documents",
    main: PackageResources.documents_html,
    script: PackageResources.documents_js
  )
}
