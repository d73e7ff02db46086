internal import LabelingCore
internal import Sessions

/// A prompt line by line, for terminals that cannot draw and for scripts.
struct LineAnnotationPrompt {
  private let prompt: AnnotationPrompt

  init(_ prompt: AnnotationPrompt) { self.prompt = prompt }

  /// Asks until standard input ends or says `q`.
  func run() throws {
    show()
    try Console.flush()
    while let line = readLine() {
      let words = line.trimming(" ")
      guard words != "q" else { return }
      try prompt.attempt { try perform(words) }
      if !prompt.message.isEmpty { Console.print(DocumentText.oneLine(prompt.message)) }
      prompt.message = ""
      show()
      try Console.flush()
    }
  }

  private func perform(_ words: String) throws {
    let rest = String(words.dropFirst()).trimming(" ")
    switch words.first {
    case nil: if prompt.card == nil { try prompt.proceed() }
    case "s" where rest.isEmpty: try prompt.skip()
    case "f" where rest.isEmpty: try prompt.flag()
    case "u" where rest.isEmpty: try prompt.undo()
    case "v" where rest.isEmpty: prompt.toggleVotes()
    case "x" where rest.isEmpty: prompt.toggleRejection()
    case "r" where rest.isEmpty && prompt.card == nil: try prompt.askSkippedAgain()
    case "=" where rest.isEmpty: try prompt.togglePurpose()
    case "g" where rest.isEmpty:
      let text = GuidanceText(labelSpace: prompt.engine.labelSpace, width: 78)
      for line in text.lines(try prompt.guidance()) { Console.print(line.plain) }
    case "h" where rest.isEmpty || Int(rest) != nil: try showHistory(Int(rest))
    case "n" where words.dropFirst().first == " ": try prompt.note(rest)
    case "/" where !rest.isEmpty: try prompt.search(rest)
    case "?":
      for line in AnnotationPromptText(prompt: prompt, width: 80).help { Console.print(line.plain) }
    case let key?:
      let named = prompt.engine.labelSpace.vote(for: words)
      guard prompt.card != nil,
        let vote = named ?? (rest.isEmpty ? prompt.vote(for: key) : nil)
      else { return prompt.message = "that is neither a class nor a command; ? shows all" }
      try prompt.choose(vote)
    }
  }

  /// Shows the annotator's answers, or turns to the document of one of them.
  private func showHistory(_ number: Int?) throws {
    let history = try prompt.history()
    if let number {
      guard history.indices.contains(number - 1) else {
        return prompt.message = "there is no answer of this number; h shows all"
      }
      return try prompt.reopen(history[number - 1])
    }
    let text = GuidanceText(labelSpace: prompt.engine.labelSpace, width: 78)
    for line in text.lines(history, chosen: nil).prefix(20) { Console.print(line.plain) }
  }

  private func show() {
    let text = AnnotationPromptText(prompt: prompt, width: 78)
    guard let card = prompt.card else {
      for line in text.ending { Console.print(line.plain) }
      return
    }
    Console.print("")
    for line in [text.title(card), StyledText()] + text.body(card) { Console.print(line.plain) }
    Console.print("")
    for line in text.classKeys { Console.print(line.plain) }
    Console.print("s skip, f flag, n TEXT note, u undo, x not, v votes, / WORDS find, q quit")
    Console.print("g guidelines, h your answers, h NUMBER opens one, ? help")
  }
}

extension StringProtocol {
  /// The text without a character at its ends.
  fileprivate func trimming(_ character: Character) -> String {
    var rest = self[...]
    while rest.first == character { rest.removeFirst() }
    while rest.last == character { rest.removeLast() }
    return String(rest)
  }
}
