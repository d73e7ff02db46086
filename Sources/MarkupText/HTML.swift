/// A piece of HTML: what is written out is markup, what is put in is text.
///
/// A string between `\(` and `)` is escaped; only another ``HTML`` or what is named `raw` goes in
/// as it is. So text of documents cannot become markup by being forgotten.
package struct HTML: Hashable, Sendable, ExpressibleByStringInterpolation {
  /// Gathers literals and values.
  package struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var markup = ""

    /// Makes room.
    package init(literalCapacity: Int, interpolationCount: Int) {
      markup.reserveCapacity(literalCapacity)
    }

    /// Adds markup.
    package mutating func appendLiteral(_ literal: String) { markup += literal }
    /// Adds text.
    package mutating func appendInterpolation(_ text: String) { markup += Markup.escaped(text) }
    /// Adds a number.
    package mutating func appendInterpolation(_ number: Int) { markup += "\(number)" }
    /// Adds HTML.
    package mutating func appendInterpolation(_ html: HTML) { markup += html.markup }
    /// Adds pieces of HTML, each on a line.
    package mutating func appendInterpolation(_ parts: [HTML]) {
      markup += parts.map(\.markup).joined(separator: "\n")
    }
    /// Adds markup that was made elsewhere, such as a picture or a style sheet.
    package mutating func appendInterpolation(raw markup: String) { self.markup += markup }
  }

  /// The markup.
  package let markup: String

  /// Takes a literal as markup.
  package init(stringLiteral markup: String) { self.markup = markup }

  /// Takes what was gathered.
  package init(stringInterpolation: StringInterpolation) { markup = stringInterpolation.markup }

  /// Joins two pieces.
  package static func + (first: HTML, second: HTML) -> HTML { "\(first)\(second)" }
}

extension Sequence<HTML> {
  /// The pieces one after the other, with `separator` between them.
  package func joined(separator: HTML = "") -> HTML {
    HTML(stringLiteral: map(\.markup).joined(separator: separator.markup))
  }
}
