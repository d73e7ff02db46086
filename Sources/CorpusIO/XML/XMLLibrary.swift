internal import CLibXML2

/// Sets libxml2 up for the process, once.
enum XMLLibrary {
  private static let isPrepared: Bool = {
    xmlInitParser()
    // No entity is ever fetched, from the network or from disk.
    xmlSetExternalEntityLoader { _, _, _ in nil }
    return true
  }()

  /// Makes sure that the library is set up.
  static func prepare() { precondition(isPrepared) }
}

extension xmlError {
  /// The rule that was broken, in libxml2's words.
  var rule: String {
    // Messages of some errors show the file's bytes on further lines.
    var rule = message.map { String(cString: $0) } ?? "error \(code)"
    rule = rule.split(separator: "\n", maxSplits: 1).first.map(String.init) ?? rule
    while rule.hasSuffix(" ") || rule.hasSuffix("!") || rule.hasSuffix(",") { rule.removeLast() }
    return rule
  }
}
