internal import LabelingCore
internal import Sessions

/// Guidelines, and an annotator's own answers, as lines.
struct GuidanceText {
  let labelSpace: LabelSpace
  let width: Int

  /// The guidelines as they were written, and what is said of the classes.
  func lines(_ guidance: SessionGuidance) -> [StyledText] {
    var lines: [StyledText] = []
    if let guidelines = guidance.guidelines {
      lines = DocumentText.lines(guidelines, width: width)
    }
    for (index, said) in guidance.classes.enumerated() where !said.isEmpty {
      if !lines.isEmpty { lines.append(StyledText()) }
      lines.append(StyledText(DocumentText.oneLine(labelSpace.classes[index]), .bold))
      if let description = said.description {
        lines += DocumentText.lines(description, width: width)
      }
      if let example = said.example {
        lines += DocumentText.lines("example: \(example)", width: width)
      }
    }
    guard lines.isEmpty else { return lines }
    return [StyledText("The session has no guidelines.").fitted(to: width)]
  }

  /// A line for each answer.
  func lines(_ history: [HistoryEntry], chosen: Int?) -> [StyledText] {
    guard !history.isEmpty else { return [StyledText("You have answered nothing yet.")] }
    return history.enumerated().map { index, entry in
      var line = StyledText(chosen.map { $0 == index ? "▸ " : "  " } ?? "\(index + 1)  ", .bold)
      line.append(DocumentText.oneLine(entry.id))
      let said = entry.says.words(in: labelSpace).map { DocumentText.oneLine($0) } ?? "skipped"
      line.append("  \(said)", .dim)
      return line.fitted(to: width)
    }
  }
}
