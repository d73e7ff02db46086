/// Tells which parts of a document make keyword, pattern and lookup functions match.
///
/// It is for the few documents that somebody looks at: each function is searched
/// for on its own. Not for use from two threads at once.
final class SpanFinder {
  /// A part of a text, or of a field's value.
  struct Part: Equatable {
    /// Index of the field, or `nil` for the text.
    var field: UInt32?
    /// UTF-8 bytes from the start of the text or value.
    var bytes: Range<Int>
    /// The class it votes for.
    var vote: Int16
  }

  /// More parts of one document than anybody looks at are left out.
  private static let partLimit = 1000

  private let functions: PluginFunctions
  private var searches: [Int: TextSearch] = [:]

  init(_ functions: PluginFunctions) { self.functions = functions }

  /// Gives `body` what makes a function match, in the order of the text.
  ///
  /// Of a function made of code there is nothing to tell; of a pattern that takes
  /// too many steps only what was found before.
  func forEachPart(of function: Int, in document: Document, _ body: (Part) -> Void) {
    switch functions.declarations[function].rule {
    case .code:
      return
    case .lookup:
      functions.lookups[function]?.forEachPart(in: document, body)
    case .keywords(_, _, let vote), .pattern(_, _, let vote):
      guard let search = search(of: function) else { return }
      let text = document.textBytes
      var start = 0
      var count = 0
      while count < Self.partLimit, start <= text.count,
        let match = try? search.firstMatch(in: text, from: start)
      {
        if match.isEmpty {
          // On to the next character.
          start = match.upperBound + 1
          while start < text.count, text[start] & 0xC0 == 0x80 { start += 1 }
        } else {
          body(Part(field: nil, bytes: match, vote: vote))
          count += 1
          start = match.upperBound
        }
      }
    }
  }

  private func search(of function: Int) -> TextSearch? {
    if let search = searches[function] { return search }
    let search = TextSearch(functions.declarations[function].rule)
    searches[function] = search
    return search
  }
}

extension LookupTable {
  /// Gives `body` each term of the table that stands in a document, also where the
  /// classes of several terms are tied.
  fileprivate func forEachPart(in document: Document, _ body: (SpanFinder.Part) -> Void) {
    if let field {
      guard let cell = document.cell(of: field) else { return }
      let found = document.texts(of: field).compactMap {
        votesOfTerms[Self.normalized($0[...])]
      }
      for vote in Set(found).sorted() {
        body(SpanFinder.Part(field: cell.field, bytes: 0..<Int(cell.byteCount), vote: vote))
      }
      return
    }
    let words = TextScan.wordRanges(in: document.textBytes)
    for start in words.indices {
      var term = ""
      for index in start..<min(start + longestTerm, words.count) {
        term = index == start ? words[index].word : term + " " + words[index].word
        guard let vote = votesOfTerms[term] else { continue }
        let bytes = words[start].bytes.lowerBound..<words[index].bytes.upperBound
        body(SpanFinder.Part(field: nil, bytes: bytes, vote: vote))
      }
    }
  }
}
