package import MarkupText

/// A page that needs nothing else: no script, no file, no network.
package struct HTMLPage: Sendable {
  private let title: String
  private let style: String
  private let content: HTML

  /// Puts a page together.
  ///
  /// - Parameters:
  ///   - title: The page's title.
  ///   - style: Rules besides ``PageStyle/base``.
  ///   - content: The body.
  package init(title: String, style: String = "", content: HTML) {
    self.title = title
    self.style = style
    self.content = content
  }

  /// The page.
  ///
  /// Its policy lets a browser run and load nothing, whatever a document says.
  package var text: String {
    let page: HTML = """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta http-equiv="Content-Security-Policy" \
      content="default-src 'none'; style-src 'unsafe-inline'">
      <title>\(title)</title>
      <style>
      \(raw: PageStyle.base + style)</style>
      </head>
      <body>
      \(content)
      </body>
      </html>
      """
    return page.markup
  }
}
