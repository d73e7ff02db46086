import Foundation
import FoundationXML

/// Holds XML to the rules of name spaces, as strictly as expat does.
final class NamespaceCheck: NSObject, XMLParserDelegate {
  private var scopes: [[String: String]] = [["xml": "http://www.w3.org/XML/1998/namespace"]]
  private var isBroken = false

  static func isWellFormed(_ text: String) -> Bool {
    let check = NamespaceCheck()
    let parser = XMLParser(data: Data(text.utf8))
    parser.delegate = check
    return parser.parse() && !check.isBroken
  }

  func parser(
    _ parser: XMLParser,
    didStartElement name: String,
    namespaceURI: String?,
    qualifiedName: String?,
    attributes: [String: String] = [:]
  ) {
    var scope = scopes.last ?? [:]
    for (key, value) in attributes where key.hasPrefix("xmlns:") {
      let prefix = String(key.dropFirst(6))
      isBroken = isBroken || value.isEmpty || prefix == "xmlns" || value.hasSuffix("/xmlns/")
      scope[prefix] = value
    }
    var seen: Set<String> = []
    for key in attributes.keys where !key.hasPrefix("xmlns") {
      isBroken = isBroken || !seen.insert(expanded(key, scope) ?? "").inserted
    }
    if expanded(name, scope) == nil { isBroken = true }
    scopes.append(scope)
  }

  func parser(
    _ parser: XMLParser,
    didEndElement name: String,
    namespaceURI: String?,
    qualifiedName: String?
  ) {
    scopes.removeLast()
  }

  /// The name with the name space for its prefix; `nil` where the prefix is not declared.
  private func expanded(_ name: String, _ scope: [String: String]) -> String? {
    let parts = name.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2 else { return parts.count == 1 ? name : nil }
    return scope[parts[0]].map { "{\($0)}\(parts[1])" }
  }
}
