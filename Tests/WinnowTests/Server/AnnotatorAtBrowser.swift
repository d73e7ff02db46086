import Foundation
import WebDriver

/// An annotator at a browser.
struct AnnotatorAtBrowser {
  let browser: Browser
  let name: String
  /// It ends with whoever holds it last.
  private let server: ServerUnderTest

  /// Opens a browser and signs in through the page.
  ///
  /// - Parameters:
  ///   - name: Whose token is used.
  ///   - server: The server.
  ///   - tokens: The tokens; `nil` for those that this server printed.
  ///   - driver: What opens browsers.
  /// - Throws: What the browser says.
  init(
    _ name: String,
    at server: ServerUnderTest,
    tokens: [String: String]? = nil,
    _ driver: BrowserDriver
  ) throws {
    self.name = name
    self.server = server
    browser = try driver.open()
    try browser.go(to: server.address + "/")
    try browser.wait(for: "return document.querySelector('#token')")
    try browser.type(((tokens ?? server.tokens)[name] ?? "") + "\u{E007}", into: "#token")
    try browser.wait(for: "return document.querySelector('#person')?.textContent", within: 60)
  }

  /// The id of the document that is shown; `nil` when nothing is left.
  func shownID() throws -> String? {
    try browser.wait(
      for: """
        return document.querySelector('#done')?.checkVisibility()
          || (document.querySelector('#sheet')?.ariaBusy === 'false'
            && document.querySelector('#sheet-id').textContent)
        """
    )
    return try browser.shows("#done") ? nil : browser.text(of: "#sheet-id")
  }

  /// Waits until everything has reached the server.
  func settle() throws {
    try browser.wait(for: "return document.documentElement.dataset.outbox === '0'")
  }

  /// Answers with a key and waits for the next document.
  func answer(_ key: String) throws -> String? {
    let id = try shownID()
    guard let id else { return nil }
    try browser.press(key)
    try browser.wait(
      for: """
        return document.querySelector('#done')?.checkVisibility()
          || (document.querySelector('#sheet-id').textContent !== arguments[0]
            && document.querySelector('#sheet').ariaBusy === 'false')
        """,
      [id]
    )
    return id
  }

  /// Writes screenshots, light and dark, where `WINNOW_SCREENSHOTS` names a folder.
  func keepPicture(_ name: String) throws {
    guard let folder = ProcessInfo.processInfo.environment["WINNOW_SCREENSHOTS"] else { return }
    for theme in ["light", "dark"] {
      try browser.run(
        """
        document.documentElement.dataset.theme = arguments[0];
        // The first look at the styles starts what is to be seen at its end.
        getComputedStyle(document.body).color;
        for (const animation of document.getAnimations()) animation.finish();
        """,
        [theme]
      )
      let file = "\(folder)/page\(name.hasPrefix("-") ? "-label" + name : "-" + name)-\(theme).png"
      try Data(browser.screenshot()).write(to: URL(filePath: file))
    }
  }
}
