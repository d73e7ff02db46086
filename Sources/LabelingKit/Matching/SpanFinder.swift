/// Tells which parts of a document make declared functions match.
///
/// It is for the few documents that somebody looks at: each function is searched
/// for on its own. Not for use from two threads at once.
final class SpanFinder {
  private let functions: PluginFunctions
  /// The searches that were asked for; `nil` for functions of which there is nothing to tell.
  private var searches: [Int: PartSearch?] = [:]

  init(_ functions: PluginFunctions) { self.functions = functions }

  /// Gives `body` what makes a function match, in the order of the text.
  ///
  /// Of a function made of code there is nothing to tell; of a pattern that takes
  /// too many steps only what was found before.
  func forEachPart(of function: Int, in document: Document, _ body: (MatchedPart) -> Void) {
    let search = searches[function] ?? functions.declarations[function].rule.partSearch()
    searches[function] = .some(search)
    search?(document, body)
  }
}
