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
      guard words != String(AnnotationKey.quit.rawValue) else { return }
      try prompt.attempt { try perform(words) }
      if !prompt.message.isEmpty { Console.print(DocumentText.oneLine(prompt.message)) }
      prompt.message = ""
      show()
      try Console.flush()
    }
  }

  private func perform(_ words: String) throws {
    guard let first = words.first else {
      if prompt.card == nil {
        try prompt.proceed()
      } else if prompt.isOfSeveral {
        try prompt.giveChosen()
      }
      return
    }
    let rest = String(words.dropFirst()).trimming(" ")
    switch AnnotationKey(rawValue: first) {
    case .skip where rest.isEmpty: try prompt.skip()
    case .flag where rest.isEmpty: try prompt.flag()
    case .undo where rest.isEmpty: try prompt.undo()
    case .propose where rest.isEmpty && prompt.isOfSeveral: prompt.propose()
    case .votes where rest.isEmpty: prompt.toggleVotes()
    case .reject where rest.isEmpty: try prompt.refuse()
    case .askSkippedAgain where rest.isEmpty && prompt.card == nil: try prompt.askSkippedAgain()
    case .settle where rest.isEmpty: try prompt.togglePurpose()
    case .guidelines where rest.isEmpty:
      let text = GuidanceText(labelSpace: prompt.engine.labelSpace, width: 78)
      for line in text.lines(try prompt.guidance()) { Console.print(line.plain) }
    case .history where rest.isEmpty || Int(rest) != nil: try showHistory(Int(rest))
    case .note where words.dropFirst().first == " ": try prompt.note(rest)
    case .find where !rest.isEmpty: try prompt.search(rest)
    case .help:
      for line in AnnotationPromptText(prompt: prompt, width: 80).help { Console.print(line.plain) }
    default:
      if prompt.isOfSeveral, prompt.card != nil, let classes = classes(in: words) {
        return try prompt.give(classes)
      }
      let named = prompt.engine.labelSpace.vote(for: words)
      guard prompt.card != nil, !prompt.isOfSeveral,
        let vote = named ?? (rest.isEmpty ? prompt.vote(for: first) : nil)
      else {
        let help = AnnotationKey.help.rawValue
        return prompt.message = "that is neither a class nor a command; \(help) shows all"
      }
      try prompt.choose(vote)
    }
  }

  /// The classes of a line, all that the document has: names with commas or, as in files, `+`
  /// between them, or keys; `[]` for none of the classes; `nil` for anything else.
  private func classes(in words: String) -> [Int]? {
    if words == StatementNotation.none { return [] }
    if let whole = named(words) { return [whole] }
    var found: [Int] = []
    for part in words.split(separator: ",").map({ String($0).trimming(" ") }) {
      if let one = named(part) {
        found.append(one)
        continue
      }
      let written = StatementNotation.parts(of: part).parts
      let several = written.compactMap { $0.isAbsent ? nil : named($0.name.trimming(" ")) }
      if several.count == written.count {
        found += several
        continue
      }
      for key in part where key != " " {
        guard let vote = prompt.vote(for: key) else { return nil }
        found.append(vote.classIndex)
      }
    }
    return found.isEmpty ? nil : found
  }

  private func named(_ name: String) -> Int? {
    prompt.engine.labelSpace.vote(for: name)?.classIndex
  }

  /// Shows the annotator's answers, or turns to the document of one of them.
  private func showHistory(_ number: Int?) throws {
    let history = try prompt.history()
    if let number {
      guard history.indices.contains(number - 1) else {
        let all = AnnotationKey.history.rawValue
        return prompt.message = "there is no answer with this number; \(all) shows all"
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
    for line in text.classKeys { Console.print(line) }
    if prompt.isOfSeveral {
      let proposal = AnnotationKey.propose.rawValue
      Console.print("keys or names of all its classes on one line: 12, or one name, another")
      Console.print("\(proposal) alone chooses what the model proposes; an empty line gives that")
    }
    Console.print(
      text.commands([
        (.skip, "skip"), (.flag, "flag"), (.note, "TEXT note"), (.undo, "undo"),
        (.reject, prompt.isOfSeveral ? "none of them" : "not"),
        (.votes, "votes"), (.find, "WORDS find"), (.quit, "quit"),
      ]).joined(separator: ", ")
    )
    Console.print(
      text.commands(
        [
          (.guidelines, "guidelines"), (.history, "your answers"), (.history, "NUMBER opens one"),
          (.help, "help"),
        ]
      ).joined(separator: ", ")
    )
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
