internal import Inspection
internal import LabelingCore
internal import MarkupText

/// Shows documents with their votes, and marks what made functions vote.
struct DocumentArticle {
  private let labelSpace: LabelSpace
  private let functions: [String]
  private let places: [String]
  private let headingLevel: Int

  /// Prepares for documents of a task.
  ///
  /// - Parameters:
  ///   - labelSpace: The classes.
  ///   - functions: Names of the functions.
  ///   - places: Where they are declared.
  ///   - headingLevel: The level of a document's heading in the page.
  init(labelSpace: LabelSpace, functions: [String], places: [String], headingLevel: Int) {
    self.labelSpace = labelSpace
    self.functions = functions
    self.places = places
    self.headingLevel = headingLevel
  }

  /// What the colors say.
  var legend: HTML {
    let marks = labelSpace.classes.enumerated().map { index, name -> HTML in
      "<mark class=\"\(color(index))\">\(name)</mark>"
    }
    return """
      Marked is what made a function vote, in the color of the class: \
      \(marks.joined(separator: " ")). Functions written as code mark nothing.
      """
  }

  /// A document.
  func html(_ document: InspectedDocument) -> HTML {
    var facts: [HTML] = []
    if let gold = gold(of: document) { facts.append("gold \(gold)") }
    let given = label(document.label, of: document).map { label -> HTML in
      "\(label) \(Formatting.share(document.confidence))"
    }
    facts.append("label \(given ?? "none")")
    let isWrong = document.differsFromGold && !document.label.isAbstain
    if isWrong { facts.append("<strong class=\"wrong\">wrong</strong>") }
    return """
      <article>
      <h\(headingLevel)>\(document.id)</h\(headingLevel)>
      <p class="facts">\(facts.joined(separator: " · ")) <small>\("\(document.location)")</small></p>
      \(text(of: document))
      \(votes(of: document))
      </article>
      """
  }

  private func votes(of document: InspectedDocument) -> HTML {
    let rows = document.votes.enumerated().compactMap { index, vote -> HTML? in
      guard let vote else { return nil }
      let parts = document.matchedParts(of: index).map { part -> HTML in "<q>\(part)</q>" }
      let why: HTML = parts.isEmpty ? "\(places[index])" : parts.joined(separator: " ")
      let said = label(vote)
      return "<tr><th scope=\"row\">\(functions[index])</th><td>\(said)</td><td>\(why)</td></tr>"
    }
    if rows.isEmpty { return "<p class=\"none\">No function votes.</p>" }
    return """
      <table aria-label="Votes on \(document.id)">
      \(rows)
      </table>
      """
  }

  private func text(of document: InspectedDocument) -> HTML {
    guard document.text != nil else {
      let fields = document.fields.map { field -> HTML in
        "<dt>\(field.name)</dt><dd>\(field.value)</dd>"
      }
      return "<dl>\(fields.joined())</dl>"
    }
    let runs = document.segments.map { segment -> HTML in
      guard let first = segment.functions.first else { return "\(segment.text)" }
      let classes = Set(segment.functions.map { document.votes[$0]?.classes })
      let mark = classes.count > 1 ? "several" : color(document.votes[first])
      let titles = segment.functions.map { function in
        "\(functions[function]): \(document.votes[function]?.text ?? "")"
      }
      return """
        <mark class="\(mark)" title="\(titles.joined(separator: ", "))">\(segment.text)</mark>
        """
    }
    return "<p class=\"text\" dir=\"auto\">\(runs.joined())</p>"
  }

  /// What gold says: a class, or by its name a set that the truth is among; `nil` for nothing.
  private func gold(of document: InspectedDocument) -> HTML? {
    guard document.goldSet != nil, let name = document.goldName else {
      return label(document.gold, of: document)
    }
    return "<span class=\"label several\">\(name)</span>"
  }

  /// A label's classes in their colors; `nil` where there is none.
  private func label(_ label: Vote, of document: InspectedDocument) -> HTML? {
    guard let classes = document.labelList.classes(of: label) else { return nil }
    let names = classes.map { index -> HTML in
      "<span class=\"label \(color(index))\">\(labelSpace.classes[index])</span>"
    }
    return names.isEmpty ? "none of the classes" : names.joined(separator: " ")
  }

  private func label(_ vote: InspectedVote) -> HTML {
    "<span class=\"label \(color(vote))\">\(vote.text)</span>"
  }

  /// The color of a vote for a class, or of one that says that it is absent; one about several
  /// classes has the color of several.
  private func color(_ vote: InspectedVote?) -> String {
    vote?.classIndex.map { color($0 % labelSpace.classCount) } ?? "several"
  }

  private func color(_ classIndex: Int) -> String {
    "c\(classIndex % PageStyle.classColorCount)"
  }
}
