internal import Foundation
internal import Inspection
internal import LabelingCore
internal import PluginHost

/// Writes documents with their votes for people at a terminal.
struct InspectedDocumentText {
  private static let lineLimit = 12
  private static let partLimit = 6

  private let corpus: Inspection
  private let width: Int
  private let isWhole: Bool

  /// Prepares for a stream; `nil` for a file.
  init(_ corpus: Inspection, stream: Console.Stream?, isWhole: Bool) {
    self.corpus = corpus
    width = max(20, min(stream?.width ?? 100, 120))
    self.isWhole = isWhole
  }

  /// Id and labels, the text with what matched, and a line per vote.
  func lines(_ document: InspectedDocument) -> [StyledText] {
    var facts: [String] = []
    if let gold = document.goldName { facts.append("gold \(gold)") }
    let confidence = Formatting.share(document.confidence)
    facts.append("label \(document.labelName.map { "\($0) \(confidence)" } ?? "none")")
    let head = "\(PlainText.line(document.id, limit: 60))  \(facts.joined(separator: ", "))"
    var heading = StyledText(head, .bold)
    if document.differsFromGold { heading.append("  wrong", .bad) }
    heading.append("  ")
    heading.append("\(document.location)", .dim)
    return [heading] + doubts(of: document) + text(of: document).map { StyledText("  ") + $0 }
      + votes(of: document)
  }

  /// The probability of each of several classes; of one class the heading has it.
  private func doubts(of document: InspectedDocument) -> [StyledText] {
    guard corpus.kind == .several, !document.label.isAbstain else { return [] }
    let parts = zip(corpus.votes.labelSpace.classes, document.probabilities)
      .map { "\($0) \(Formatting.share($1))" }
    return [StyledText("  \(parts.joined(separator: ", "))", .dim)]
  }

  private func text(of document: InspectedDocument) -> [StyledText] {
    guard document.text != nil else {
      return document.fields.map {
        StyledText(PlainText.line("\($0.name): \($0.value)", limit: width - 2))
      }
    }
    let runs = document.segments.map { segment in
      (text: PlainText.safe(segment.text), look: look(of: segment, document))
    }
    let lines = PlainText.wrapped(runs, to: width - 2)
    guard !isWhole, lines.count > Self.lineLimit else { return lines }
    return lines.prefix(Self.lineLimit) + [
      StyledText(
        "… \(Formatting.count(lines.count - Self.lineLimit, "more line")); '--whole' shows all",
        .dim
      )
    ]
  }

  /// Matches of the label's class are green, of other classes yellow, of several red.
  private func look(
    of segment: HighlightedSegment,
    _ document: InspectedDocument
  ) -> StyledText.Look {
    guard !segment.functions.isEmpty else { return .plain }
    let votes = segment.functions.compactMap { document.votes[$0] }
    if Set(votes.map(\.classes)).count > 1 { return .bad }
    let isForLabel = votes.first.map { document.isForLabel($0) } ?? false
    return isForLabel ? .good : .warning
  }

  private func votes(of document: InspectedDocument) -> [StyledText] {
    let voting = document.votes.enumerated().compactMap { index, vote in
      vote.map { (index: index, vote: $0) }
    }
    guard !voting.isEmpty else { return [StyledText("  no function votes", .dim)] }
    let functions = corpus.votes.voters
    let names = voting.map { functions[$0.index].count }.max() ?? 0
    let widest = voting.map(\.vote.text.count).max() ?? 0
    return voting.map { index, said in
      let name = functions[index].padding(toLength: names, withPad: " ", startingAt: 0)
      let vote = said.text
      let parts = document.matchedParts(of: index)
      var why = parts.prefix(Self.partLimit).map { "\"\(PlainText.line($0, limit: 40))\"" }
        .joined(separator: ", ")
      if parts.count > Self.partLimit { why += ", … \(parts.count - Self.partLimit) more" }
      var line = StyledText(
        "  \(name)  \(vote.padding(toLength: widest, withPad: " ", startingAt: 0))  \(why)"
      )
      if parts.isEmpty { line.append(corpus.places[index], .dim) }
      return line
    }
  }
}
