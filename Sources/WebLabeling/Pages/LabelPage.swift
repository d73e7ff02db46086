extension ServerPage {
  /// The page on which documents are labeled one after the other.
  static let label = ServerPage(
    path: "/",
    title: "Label",
    summary: "Show the page for labeling",
    name: "label",
    main: PackageResources.label_html,
    script: PackageResources.label_js
  )
}
