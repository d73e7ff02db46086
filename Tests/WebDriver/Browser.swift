internal import Foundation
internal import TestSupport

/// A browser that a test drives.
package final class Browser: Sendable {
  private let driver: BrowserDriver
  private let session: String

  init(_ driver: BrowserDriver, session: String) {
    self.driver = driver
    self.session = session
  }

  /// Goes to an address and waits until the page is loaded.
  package func go(to address: String) throws { _ = try command("POST", "/url", ["url": address]) }

  /// Loads the page again.
  package func reload() throws { _ = try command("POST", "/refresh") }

  /// The page's address.
  package func address() throws -> String { try command("GET", "/url") as? String ?? "" }

  /// Runs a function body in the page; `arguments` are its arguments.
  @discardableResult
  package func run(_ script: String, _ arguments: [Any] = []) throws -> Any? {
    try command("POST", "/execute/sync", ["script": script, "args": arguments])
  }

  /// The text of the first element that a CSS selector finds; `nil` where there is none.
  package func text(of selector: String) throws -> String? {
    try run("return document.querySelector(arguments[0])?.textContent", [selector]) as? String
  }

  /// Whether an element is there and drawn.
  package func shows(_ selector: String) throws -> Bool {
    let script = "return Boolean(document.querySelector(arguments[0])?.checkVisibility())"
    return try run(script, [selector]) as? Bool ?? false
  }

  /// Clicks an element as a mouse does.
  package func click(_ selector: String) throws {
    _ = try command("POST", "/element/\(try element(selector))/click")
  }

  /// Types into an element.
  package func type(_ text: String, into selector: String) throws {
    _ = try command("POST", "/element/\(try element(selector))/value", ["text": text])
  }

  /// Presses and releases a key, wherever the focus is.
  package func press(_ key: String) throws {
    let actions = [["type": "keyDown", "value": key], ["type": "keyUp", "value": key]]
    let source: [String: Any] = ["type": "key", "id": "keyboard", "actions": actions]
    _ = try command("POST", "/actions", ["actions": [source]])
  }

  /// Presses and releases a key at a place of the keyboard, which writes something on some layout.
  package func press(_ key: String, at code: String, isShifted: Bool = false) throws {
    for type in ["keyDown", "keyUp"] {
      let parameters: [String: Any] = [
        "type": type, "key": key, "code": code, "modifiers": isShifted ? 8 : 0,
      ]
      _ = try command(
        "POST",
        "/goog/cdp/execute",
        ["cmd": "Input.dispatchKeyEvent", "params": parameters]
      )
    }
  }

  /// Waits until a function body returns something true.
  ///
  /// - Throws: After `seconds`, with the script and what the page said.
  package func wait(
    for script: String,
    _ arguments: [Any] = [],
    within seconds: Double = 120
  ) throws {
    let holds = try eventually(within: seconds, every: .milliseconds(30)) {
      try run("return Boolean((() => { \(script) })())", arguments) as? Bool == true
    }
    guard holds else {
      let page = try text(of: "body") ?? ""
      throw BrowserDriver.Failure(description: "waited in vain for: \(script)\n\(page)")
    }
  }

  /// Draws pages as on a screen of this size.
  package func resize(width: Int, height: Int, isMobile: Bool = false) throws {
    let parameters: [String: Any] = [
      "width": width, "height": height, "deviceScaleFactor": 1, "mobile": isMobile,
    ]
    _ = try command(
      "POST",
      "/goog/cdp/execute",
      ["cmd": "Emulation.setDeviceMetricsOverride", "params": parameters]
    )
  }

  /// Draws pages for a screen or paper, light or dark.
  package func prefer(colorScheme: String, media: String = "screen") throws {
    let features = [["name": "prefers-color-scheme", "value": colorScheme]]
    let parameters: [String: Any] = ["media": media, "features": features]
    _ = try command(
      "POST",
      "/goog/cdp/execute",
      ["cmd": "Emulation.setEmulatedMedia", "params": parameters]
    )
  }

  /// The whole page as a PNG, beyond what the screen shows.
  package func picture() throws -> [UInt8] {
    let value = try command(
      "POST",
      "/goog/cdp/execute",
      ["cmd": "Page.captureScreenshot", "params": ["captureBeyondViewport": true]]
    )
    let text = (value as? [String: Any])?["data"] as? String ?? ""
    return [UInt8](Data(base64Encoded: text) ?? Data())
  }

  /// The page as a PNG.
  package func screenshot() throws -> [UInt8] {
    let text = try command("GET", "/screenshot") as? String ?? ""
    return [UInt8](Data(base64Encoded: text) ?? Data())
  }

  /// The cookies of the page, those that scripts cannot see too.
  package func cookies() throws -> [[String: Any]] {
    try command("GET", "/cookie") as? [[String: Any]] ?? []
  }

  /// Closes the browser.
  package func close() { _ = try? driver.call("DELETE", "/session/\(session)") }

  private func element(_ selector: String) throws -> String {
    let found = try command("POST", "/element", ["using": "css selector", "value": selector])
    guard let id = (found as? [String: String])?.values.first else {
      throw BrowserDriver.Failure(description: "no element '\(selector)'")
    }
    return id
  }

  private func command(
    _ method: String,
    _ path: String,
    _ body: [String: Any]? = nil
  ) throws -> Any? {
    try driver.call(method, "/session/\(session)\(path)", body)
  }
}
