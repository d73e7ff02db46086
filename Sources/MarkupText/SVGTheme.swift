/// Where a picture is shown, which decides its colors and its frame.
package enum SVGTheme: Hashable, Sendable {
  /// In a separate file, on white.
  case file
  /// In a page, whose variables `--svg-text`, `--svg-muted` … hold the colors.
  ///
  /// The id is the picture's own in the page.
  case page(id: String)

  /// The value of `fill` and `stroke`.
  func value(of ink: SVGInk) -> String {
    guard case .page = self, let name = ink.name else { return ink.color }
    return "var(--svg-\(name))"
  }
}
