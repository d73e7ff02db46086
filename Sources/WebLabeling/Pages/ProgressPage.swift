extension ServerPage {
  /// The page that shows how far the session is.
  static let progress = ServerPage(
    path: "/progress",
    title: "Progress",
    summary: "Show the page of figures",
    name: "progress",
    main: PackageResources.progress_html,
    script: PackageResources.progress_js
  )
}
