internal import Foundation
internal import Platform
internal import TestSupport

/// `chromedriver`, which opens browsers for tests (W3C WebDriver).
package final class BrowserDriver: Sendable {
  /// Something was wrong with the driver or what it was asked.
  package struct Failure: Error, CustomStringConvertible {
    /// What it said.
    package var description: String
  }

  /// The port that it listens at.
  let port: Int
  private let process: Process

  /// Whether the driver and a browser are installed.
  package static let isInstalled =
    Executable.path(of: "chromedriver") != nil
    && Executable.path(of: "chromium") != nil

  /// Starts the driver and waits until it is ready.
  package init() throws {
    guard let executable = Executable.path(of: "chromedriver") else {
      throw Failure(description: "chromedriver is not installed")
    }
    port = try HTTPExchange.freePort()
    process = Process()
    process.executableURL = URL(filePath: executable)
    process.arguments = ["--port=\(port)", "--silent"]
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    let isReady = eventually(every: .milliseconds(50)) {
      guard process.isRunning else { return true }
      return (try? HTTPExchange("GET", "/status").send(toPort: port).status) == 200
    }
    guard isReady, process.isRunning else {
      throw Failure(description: "chromedriver does not answer")
    }
  }

  deinit { stop() }

  /// Ends the driver and its browsers.
  package func stop() {
    guard process.isRunning else { return }
    // Signals may be blocked in it, as it inherits the mask of the thread that started it.
    _ = try? HTTPExchange("GET", "/shutdown").send(toPort: port, within: 5)
    _ = eventually(within: 5, every: .milliseconds(50)) { !process.isRunning }
    if process.isRunning { Signal.kill.send(to: process.processIdentifier) }
    process.waitUntilExit()
  }

  /// Opens a browser with a profile of its own.
  package func open(width: Int = 1280, height: Int = 860) throws -> Browser {
    let options: [String: Any] = [
      "args": [
        "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
        "--force-color-profile=srgb", "--hide-scrollbars", "--window-size=\(width),\(height)",
      ]
    ]
    let wanted: [String: Any] = [
      "capabilities": [
        "alwaysMatch": [
          "browserName": "chrome", "acceptInsecureCerts": true, "goog:chromeOptions": options,
        ]
      ]
    ]
    let value = try call("POST", "/session", wanted) as? [String: Any]
    guard let id = value?["sessionId"] as? String else {
      throw Failure(description: "chromedriver opened no browser")
    }
    return Browser(self, session: id)
  }

  /// Sends a command and returns its value.
  func call(_ method: String, _ path: String, _ body: [String: Any]? = nil) throws -> Any? {
    let text = try body.map {
      String(decoding: try JSONSerialization.data(withJSONObject: $0), as: UTF8.self)
    }
    let exchange = HTTPExchange(
      method,
      path,
      headers: ["Content-Type": "application/json"],
      body: text ?? (method == "POST" ? "{}" : nil)
    )
    let reply = try exchange.send(toPort: port, within: 120)
    let answer = try JSONSerialization.jsonObject(with: Data(reply.body)) as? [String: Any]
    let value = answer?["value"]
    guard reply.status == 200 else {
      let message = (value as? [String: Any])?["message"] as? String
      throw Failure(description: message ?? "chromedriver refused \(path)")
    }
    return value is NSNull ? nil : value
  }
}
