internal import LabelingCore

/// The address of a program that takes exports, without a slash at its end.
struct ToolAddress {
  let text: String

  /// Reads an address.
  ///
  /// - Throws: A `Diagnostic` for what is none.
  init(_ text: String) throws {
    let isPlain = text.utf8.allSatisfy { (0x21...0x7E).contains($0) && $0 != 0x22 && $0 != 0x5C }
    let scheme = ["http://", "https://"].first { text.lowercased().hasPrefix($0) }
    let rest = scheme.map { text.dropFirst($0.count) } ?? ""
    let host = rest.prefix { $0 != "/" }
    let isWhole = !host.isEmpty && !host.hasPrefix(":") && !rest.contains { "?#@".contains($0) }
    guard isPlain, isWhole else {
      throw Diagnostic(
        "'\(text)' is not an address to send to",
        help: "write it as the browser shows its start page, such as http://localhost:8080"
      )
    }
    var text = text[...]
    while text.hasSuffix("/") { text.removeLast() }
    self.text = String(text)
  }
}
