internal import Foundation
internal import LabelingCore
internal import PluginHost
internal import Sessions

/// The lines that a prompt is made of, for a screen or for plain text.
struct AnnotationPromptText {
  let prompt: AnnotationPrompt
  let width: Int

  private var space: LabelSpace { prompt.engine.labelSpace }

  /// Who answers what, and how far they are.
  var heading: StyledText {
    let status = prompt.status
    let name = prompt.engine.path.split(separator: "/").last.map(String.init) ?? ""
    var text = " \(name) · \(prompt.annotator.name) · "
    switch prompt.purpose {
    case .answers:
      if let own = prompt.own, own.answerCount != status.answeredCount {
        text += "\(own.answerCount) of your \(own.shareCount) · "
      }
      text +=
        "\(status.answeredCount) of \(Formatting.count(status.documentCount, "document")) "
        + "answered"
      if let budget = status.budget { text += " · budget \(status.answerCount)/\(budget)" }
    case .adjudication:
      text += "\(prompt.settling.open.count) to settle, \(prompt.settling.settled.count) settled"
    }
    return StyledText(text, .bar).fitted(to: width).padded(to: width, .bar)
  }

  /// What answering brings, and how far annotators agree.
  var figures: StyledText {
    let status = prompt.status
    var parts: [String] = []
    if let expected = status.expectedCorrections, prompt.showsVotes, status.openQuestionCount > 0 {
      parts.append(
        String(
          format: "gain: about %.1f labels corrected by the %@",
          expected,
          Formatting.count(status.openQuestionCount, "open question")
        )
      )
    }
    if let agreement = SessionStatusText.agreement(status), prompt.showsOthers {
      parts.append("agreement: \(agreement)")
    }
    return StyledText(parts.joined(separator: " · "), .dim).fitted(to: width)
  }

  /// Which document it is and why it is asked about.
  func title(_ card: DocumentCard) -> StyledText {
    var line = StyledText(DocumentText.oneLine(card.id), .bold)
    if let strategy = prompt.question?.strategy { line.append(" · by \(strategy)", .dim) }
    if !card.flags.isEmpty {
      line.append(" · flagged by \(card.flags.map(\.name).joined(separator: ", "))", .warning)
    }
    return line.fitted(to: width)
  }

  /// The document: text, fields, notes, answers that may be seen, votes and probabilities.
  func body(_ card: DocumentCard) -> [StyledText] {
    var lines: [StyledText] = []
    let matches = prompt.showsVotes ? card.matches : []
    if let text = card.text {
      lines += DocumentText.lines(
        text,
        matches: matches.filter { $0.span.field == nil },
        width: width
      )
    }
    if !card.fields.isEmpty {
      if !lines.isEmpty { lines.append(StyledText()) }
      for (name, value) in card.fields {
        lines += labeled(
          name,
          DocumentText.lines(
            value,
            matches: matches.filter { $0.span.field == name },
            width: width - min(width / 2, DisplayWidth.of(name) + 2)
          )
        )
      }
    }
    for note in card.notes {
      let text = DocumentText.lines(note.text, width: width - 2)
      lines += labeled("note by \(note.annotator.name)", text)
    }
    if prompt.purpose == .adjudication {
      lines.append(StyledText())
      for answer in card.answers {
        lines.append(StyledText("\(answer.annotator.name) says \(name(of: answer))", .warning))
      }
    } else if let own = card.answers.first(where: { $0.annotator == prompt.annotator }) {
      lines.append(StyledText("your answer so far: \(name(of: own))", .warning))
    }
    if prompt.showsVotes { lines += opinions(card) }
    return lines.map { $0.fitted(to: width) }
  }

  /// The keys of the classes, with a dot in the color of each where the terminal shows colors.
  var classKeys: [StyledText] {
    let hasColor = Style.isWanted && Console.outputIsTerminal
    let options = zip(prompt.classes, prompt.classColors).enumerated()
    let keys = options.map { index, option -> StyledText in
      let (option, color) = option
      var key = StyledText(prompt.isRejecting ? "not [\(option.key)] " : "[\(option.key)] ", .bold)
      if prompt.chosen.contains(index) { key.append("✓ ", .warning) }
      if hasColor, let color { key.append("● ", .color(color)) }
      key.append(DocumentText.oneLine(option.name), .bold)
      return key
    }
    return rows(of: keys)
  }

  /// The keys of the commands.
  var commandKeys: [StyledText] {
    var keys: [(AnnotationKey, String)] = [
      (.skip, "skip"), (.flag, "flag"), (.note, "note"), (.undo, "undo"),
      (.reject, prompt.isOfSeveral ? "none" : "not…"), (.votes, "votes"),
      (.guidelines, "guidelines"), (.history, "history"),
    ]
    if prompt.isOfSeveral { keys.insert((.propose, "proposal"), at: 0) }
    let status = prompt.status
    if prompt.maySettle, status.overlap > 1 || status.disagreementCount + status.flagCount > 0 {
      keys.append((.settle, prompt.purpose == .answers ? "settle" : "answer"))
    }
    keys += [(.find, "find"), (.help, "help"), (.quit, "quit")]
    let enter = prompt.isOfSeveral ? ["Enter answer"] : []
    return rows(of: (enter + commands(keys)).map { StyledText($0, .dim) })
  }

  /// Keys, each with what it does.
  func commands(_ keys: [(AnnotationKey, String)]) -> [String] {
    keys.map { "\($0.rawValue) \($1)" }
  }

  /// What there is to say when there are no more questions.
  var ending: [StyledText] {
    let text =
      switch prompt.purpose {
      case .answers: answersEnding
      case .adjudication: "There is nothing left to settle."
      }
    let (undo, find) = (AnnotationKey.undo.rawValue, AnnotationKey.find.rawValue)
    let quit = AnnotationKey.quit.rawValue
    let more = "\(undo) takes the last answer back, \(find) finds a document, \(quit) ends."
    if prompt.purpose == .answers, let skipped = prompt.ending?.skippedCount, skipped > 0 {
      let key = AnnotationKey.askSkippedAgain.rawValue
      let again = "You skipped \(skipped) of them: \(key) asks about these again."
      return [StyledText(text, .bold), StyledText(again), StyledText(), StyledText(more)]
        .map { $0.fitted(to: width) }
    }
    return [StyledText(text, .bold), StyledText(), StyledText(more)]
      .map { $0.fitted(to: width) }
  }

  /// Why there are no more questions.
  private var answersEnding: String {
    switch prompt.ending?.ending {
    case .heldByOthers: "Others hold the last documents; Enter asks again."
    case .nothingForYou:
      "There is nothing left to ask you; other annotators still have documents to answer."
    case .sessionDone, nil:
      prompt.ending?.skippedCount ?? 0 > 0
        ? "Nothing is left to ask but what was skipped."
        : "Every document has its answers."
    }
  }

  /// What all keys do.
  var help: [StyledText] {
    func key(_ key: AnnotationKey) -> String { String(key.rawValue) }
    let choosing =
      prompt.isOfSeveral
      ? [
        ("1 2 3 …", "choose the class of the key, or take it back"),
        ("Enter", "give the document the chosen classes"),
        (key(.reject), "give it none of the classes; first takes back what is chosen"),
        (key(.propose), "choose what the model proposes"),
      ]
      : [
        ("1 2 3 …", "give the document the class of the key"),
        (key(.reject), "then a class: the document is not of that class"),
      ]
    let rows =
      choosing + [
        ("\(key(.skip)), space", "skip: you are not asked about it again"),
        (key(.flag), "flag for a second look, or take the flag off"),
        (key(.note), "write a note"),
        (key(.undo), "take the last thing back, as often as you like"),
        (key(.votes), "show or hide votes, probabilities and matched words"),
        (key(.guidelines), "show the guidelines and what is said of the classes"),
        (key(.history), "show your answers, the latest first, to open one and change it"),
        (key(.find), "find a document; \(key(.find)) and Enter finds the next one"),
        (key(.settle), "settle disagreements and flagged documents, or go back (adjudicators)"),
        (key(.askSkippedAgain), "at the end: ask again about what you skipped"),
        (
          "↑ ↓ \(key(.scrollDown)) \(key(.scrollUp))",
          "scroll a long document; also Page Up and Page Down"
        ),
        (key(.quit), "end; every answer is kept already"),
      ]
    return rows.map { keys, meaning in
      var line = StyledText(keys.padding(toLength: 10, withPad: " ", startingAt: 0), .bold)
      line.append(meaning)
      return line.fitted(to: width)
    }
  }

  /// Votes by class, and the model's probabilities.
  private func opinions(_ card: DocumentCard) -> [StyledText] {
    var lines: [StyledText] = []
    let votes = Dictionary(grouping: card.votes, by: \.text).values.sorted {
      ($0[0].classes.count, $0[0].classes.first ?? .max, $0[0].text)
        < ($1[0].classes.count, $1[0].classes.first ?? .max, $1[0].text)
    }
    for votes in votes {
      let look: StyledText.Look = votes[0].classIndex.map { .match($0) } ?? .plain
      var text = StyledText("\(DocumentText.oneLine(votes[0].text)): ", look)
      text.append(votes.map(\.function).joined(separator: ", "), .dim)
      lines.append(text)
    }
    if !card.probabilities.isEmpty {
      let order = card.probabilities.indices.sorted {
        card.probabilities[$0] > card.probabilities[$1]
      }
      let shares = order.prefix(4).map {
        String(format: "%@ %.2f", DocumentText.oneLine(space.classes[$0]), card.probabilities[$0])
      }
      lines.append(StyledText("model: \(shares.joined(separator: ", "))", .dim))
    }
    return lines.isEmpty ? [] : [StyledText()] + lines
  }

  private func name(of answer: GivenAnswer) -> String {
    answer.says.words(in: space) ?? "nothing (skipped)"
  }

  private func labeled(_ name: String, _ value: [StyledText]) -> [StyledText] {
    let label = "\(DocumentText.oneLine(name)): "
    return value.enumerated().map { index, line in
      var labeled = StyledText(
        index == 0 ? label : String(repeating: " ", count: min(width / 2, DisplayWidth.of(label))),
        .dim
      )
      for piece in line.pieces { labeled.append(piece.text, piece.look) }
      return labeled
    }
  }

  /// Puts short texts next to each other, on as many rows as they take.
  private func rows(of texts: [StyledText]) -> [StyledText] {
    var rows: [StyledText] = []
    var row = StyledText()
    for text in texts {
      if !row.isEmpty, row.width + 2 + text.width > width {
        rows.append(row)
        row = StyledText()
      }
      if !row.isEmpty { row.append("  ") }
      row.append(text)
    }
    return (rows + [row]).map { $0.fitted(to: width) }
  }
}
