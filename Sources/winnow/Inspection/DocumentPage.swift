internal import Foundation
internal import LabelingCore
internal import Pipeline
internal import PluginHost

/// Writes documents with their votes as one page that needs nothing else.
struct DocumentPage {
  private let corpus: Inspection
  private let title: String

  init(_ corpus: Inspection, title: String) {
    self.corpus = corpus
    self.title = title
  }

  /// The page.
  func html(_ documents: [InspectedDocument]) -> String {
    let classes = corpus.votes.labelSpace.classes
    let legend = classes.enumerated().map { index, name in
      "<mark class=\"c\(index % Self.colourCount)\">\(Self.escaped(name))</mark>"
    }
    return """
      <!doctype html>
      <html lang="en">
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>\(Self.escaped(title))</title>
      <style>\(Self.style)</style>
      <h1>\(Self.escaped(title))</h1>
      <p>Marked is what made a function vote, in the colour of the class: \
      \(legend.joined(separator: " ")). Functions written as code mark nothing.</p>
      \(documents.map(article).joined(separator: "\n"))
      </html>
      """
  }

  private func article(_ document: InspectedDocument) -> String {
    let space = corpus.votes.labelSpace
    let functions = corpus.plugin.manifest.functions
    var facts: [String] = []
    if let gold = space.name(of: document.gold) { facts.append("gold \(label(gold))") }
    let given = space.name(of: document.label).map { label($0) } ?? "none"
    facts.append("label \(given) \(Figures.share(document.probabilities.max()))")
    let isWrong = !document.gold.isAbstain && document.gold != document.label
    if isWrong { facts.append("<strong>wrong</strong>") }
    let rows = document.votes.indices.filter { !document.votes[$0].isAbstain }.map { index in
      let parts = document.matchedParts(of: index).map { "<q>\(Self.escaped($0))</q>" }
      let why =
        parts.isEmpty ? Self.escaped("\(functions[index].location)") : parts.joined(separator: " ")
      return "<tr><th scope=\"row\">\(Self.escaped(functions[index].name))"
        + "<td>\(label(space.classes[document.votes[index].classIndex]))<td>\(why)"
    }
    let votes =
      rows.isEmpty
      ? "<p class=\"none\">No function votes.</p>"
      : "<table>\(rows.joined(separator: "\n"))</table>"
    return """
      <article>
      <h2>\(Self.escaped(document.id))</h2>
      <p class="facts">\(facts.joined(separator: " · ")) \
      <small>\(Self.escaped("\(document.location)"))</small></p>
      \(text(of: document))
      \(votes)
      </article>
      """
  }

  private func text(of document: InspectedDocument) -> String {
    guard document.text != nil else {
      let fields = document.fields.map {
        "<dt>\(Self.escaped($0.name))<dd>\(Self.escaped($0.value))"
      }
      return "<dl>\(fields.joined())</dl>"
    }
    let names = corpus.votes.voters
    let runs = document.segments.map { segment in
      guard let first = segment.functions.first else { return Self.escaped(segment.text) }
      let classes = Set(segment.functions.map { document.votes[$0] })
      let colour =
        classes.count > 1 ? "several" : "c\(document.votes[first].classIndex % Self.colourCount)"
      let titles = segment.functions.map { function in
        "\(names[function]): \(corpus.votes.labelSpace.name(of: document.votes[function]) ?? "")"
      }
      return "<mark class=\"\(colour)\" title=\"\(Self.escaped(titles.joined(separator: ", ")))\">"
        + "\(Self.escaped(segment.text))</mark>"
    }
    return "<p class=\"text\">\(runs.joined())</p>"
  }

  private func label(_ name: String) -> String {
    let index = corpus.votes.labelSpace.vote(for: name)?.classIndex ?? 0
    return "<span class=\"label c\(index % Self.colourCount)\">\(Self.escaped(name))</span>"
  }

  /// Text as HTML shows it; control characters, which it may not hold, become U+FFFD.
  static func escaped(_ text: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "'": escaped += "&#39;"
      case "\t", "\n", "\r": escaped.unicodeScalars.append(scalar)
      default:
        let isControl = scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value)
        escaped.unicodeScalars.append(isControl ? "\u{FFFD}" : scalar)
      }
    }
    return escaped
  }

  private static let colourCount = 6

  private static let style = """

    :root { color-scheme: light dark; --line: #8886; --dim: #667; }
    body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
    h1 { font-size: 1.4rem; } h2 { font-size: 1rem; margin: 0; overflow-wrap: anywhere; }
    article { border-top: 1px solid var(--line); padding: 1rem 0; break-inside: avoid; }
    .facts { margin: 0; } small, .none { color: var(--dim); }
    .text { white-space: pre-wrap; overflow-wrap: anywhere; margin: .5rem 0; unicode-bidi: isolate; }
    mark, .label { color: inherit; padding: 0 .15em; border-radius: .2em; }
    table { border-collapse: collapse; font-size: .875rem; }
    th { font-weight: normal; text-align: left; } th, td { padding: .1rem .8rem .1rem 0;
      vertical-align: top; overflow-wrap: anywhere; }
    q { quotes: none; border-bottom: 1px dotted var(--line); margin-right: .5em; }
    dt { color: var(--dim); } dd { margin: 0 0 .3rem 1rem; overflow-wrap: anywhere; }
    .c0 { background: #cfe3ff; } .c1 { background: #ffdcb8; } .c2 { background: #cdeccd; }
    .c3 { background: #ead5f7; } .c4 { background: #fff0a8; } .c5 { background: #ffd1dc; }
    .several { background: #ddd; text-decoration: underline wavy; }
    @media (prefers-color-scheme: dark) {
      :root { --dim: #aab; }
      .c0 { background: #1d4477; } .c1 { background: #6b3d0c; } .c2 { background: #1f5322; }
      .c3 { background: #512b6b; } .c4 { background: #5c4f00; } .c5 { background: #6b2338; }
      .several { background: #555; }
    }

    """
}
