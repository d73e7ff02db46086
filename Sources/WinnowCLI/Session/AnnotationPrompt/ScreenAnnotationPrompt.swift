internal import LabelingCore
internal import Sessions

/// A prompt on the whole terminal, a document at a time.
final class ScreenAnnotationPrompt {
  /// What keys mean at the moment.
  private enum Mode {
    case keys
    case help
    /// The guidelines are shown.
    case guidance(SessionGuidance)
    /// The annotator's own answers are shown, with one of them chosen.
    case history([HistoryEntry], chosen: Int)
    case note(String)
    case search(String)
  }

  private let prompt: AnnotationPrompt
  private var mode = Mode.keys
  private var scroll = 0
  private var decoder = KeyDecoder()
  private var isOver = false

  init(_ prompt: AnnotationPrompt) { self.prompt = prompt }

  /// Asks until the annotator has had enough or the terminal is gone.
  func run() throws {
    RawTerminal.enter()
    defer { RawTerminal.leave() }
    draw()
    while !isOver {
      let wait = prompt.asksAgainInSeconds.map { Duration.seconds($0) } ?? .seconds(60)
      switch RawTerminal.read(within: decoder.isWaiting ? .milliseconds(50) : wait) {
      case .bytes(let bytes): decoder.add(bytes)
      case .redraw: break
      case .nothing:
        while let key = decoder.next(isFinal: true) { try press(key) }
        if prompt.asksAgainInSeconds != nil, case .keys = mode {
          try prompt.attempt(prompt.proceed)
        }
      case .end: return
      }
      while !isOver, let key = decoder.next() { try press(key) }
      if !isOver { draw() }
    }
  }

  // MARK: - Keys

  private func press(_ key: Key) throws {
    try prompt.attempt { try perform(key) }
  }

  private func perform(_ key: Key) throws {
    switch (key, mode) {
    case (.control("c"), _), (.control("d"), .keys): isOver = true
    case (.control("z"), _): RawTerminal.suspend()
    case (_, .help): mode = .keys
    case (_, .guidance):
      if !scroll(by: key) { goBack() }
    case (_, .history(let history, let chosen)): try choose(key, history, chosen)
    case (_, .note(let text)): try edit(text, key, { .note($0) }, done: prompt.note)
    case (_, .search(let text)):
      try edit(text, key, { .search($0) }) {
        scroll = 0
        try prompt.search($0)
      }
    case (_, .keys): try command(key)
    }
  }

  private func command(_ key: Key) throws {
    prompt.message = ""
    switch key {
    case .character(" "): try move(prompt.skip)
    case .enter where prompt.card == nil: try move(prompt.proceed)
    case .enter where prompt.isOfSeveral: try stay(prompt.giveChosen)
    case _ where scroll(by: key): break
    case .character(let character): try command(character)
    default: break
    }
  }

  private func command(_ character: Character) throws {
    switch AnnotationKey(rawValue: character) {
    case .quit: isOver = true
    case .skip: try move(prompt.skip)
    case .flag: try prompt.flag()
    case .note: if prompt.card != nil { mode = .note("") }
    case .undo: try move(prompt.undo)
    case .reject: try stay(prompt.refuse)
    case .propose where prompt.isOfSeveral: prompt.propose()
    case .votes: prompt.toggleVotes()
    case .askSkippedAgain where prompt.card == nil: try move(prompt.askSkippedAgain)
    case .settle: try move(prompt.togglePurpose)
    case .find: mode = .search("")
    case .help: mode = .help
    case .guidelines:
      scroll = 0
      mode = .guidance(try prompt.guidance())
    case .history: mode = .history(try prompt.history(), chosen: 0)
    case .askSkippedAgain, .findClass, .scrollDown, .scrollUp, .propose, nil:
      guard let vote = prompt.vote(for: character) else {
        let help = AnnotationKey.help.rawValue
        return prompt.message = "no command has this key; \(help) shows all"
      }
      try stay { try prompt.take(vote) }
    }
  }

  /// Scrolls by a key; whether it is one that scrolls.
  private func scroll(by key: Key) -> Bool {
    switch key {
    case .character(AnnotationKey.scrollDown.rawValue), .down: scroll += 1
    case .character(AnnotationKey.scrollUp.rawValue), .up: scroll -= 1
    case .pageDown: scroll += max(1, RawTerminal.size.rows / 2)
    case .pageUp: scroll -= max(1, RawTerminal.size.rows / 2)
    case .home: scroll = 0
    case .end: scroll = .max / 2
    default: return false
    }
    return true
  }

  /// Chooses among the annotator's answers, and opens one.
  private func choose(_ key: Key, _ history: [HistoryEntry], _ chosen: Int) throws {
    let page = max(1, RawTerminal.size.rows / 2)
    func turn(by step: Int) {
      let last = max(0, history.count - 1)
      mode = .history(history, chosen: max(0, min(last, chosen + step)))
    }
    switch key {
    case .character(AnnotationKey.scrollDown.rawValue), .down: turn(by: 1)
    case .character(AnnotationKey.scrollUp.rawValue), .up: turn(by: -1)
    case .pageDown: turn(by: page)
    case .pageUp: turn(by: -page)
    case .home: turn(by: -history.count)
    case .end: turn(by: history.count)
    case .enter where history.indices.contains(chosen):
      mode = .keys
      try move { try prompt.reopen(history[chosen]) }
    default: goBack()
    }
  }

  /// Shows the document again, from its beginning.
  private func goBack() {
    mode = .keys
    scroll = 0
  }

  private func move(_ action: () throws -> Void) throws {
    scroll = 0
    try action()
  }

  /// Does what may lead to another document; a long one stays where it is otherwise.
  private func stay(_ action: () throws -> Void) throws {
    let document = prompt.card?.document
    try action()
    if prompt.card?.document != document { scroll = 0 }
  }

  private func edit(
    _ text: String,
    _ key: Key,
    _ next: (String) -> Mode,
    done: (String) throws -> Void
  ) throws {
    switch key {
    case .enter:
      mode = .keys
      try done(text)
    case .escape: mode = .keys
    case .backspace: mode = next(String(text.dropLast()))
    case .control("u"): mode = next("")
    case .character(let character): mode = next(text + String(character))
    case .pasted(let pasted): mode = next(text + DocumentText.oneLine(pasted))
    default: break
    }
  }

  // MARK: - Drawing

  private func draw() {
    let (columns, rows) = RawTerminal.size
    let text = AnnotationPromptText(prompt: prompt, width: columns)
    var lines = frame(text, rows)
    if lines.count > rows { lines.removeSubrange(rows...) }
    let isTyping =
      switch mode {
      case .note, .search: true
      case .keys, .help, .guidance, .history: false
      }
    Console.draw(lines, showsCursor: isTyping)
  }

  /// The whole screen: heading, document, keys, and one line for what happens.
  private func frame(_ text: AnnotationPromptText, _ rows: Int) -> [StyledText] {
    let isRoomy = rows >= 12
    var top = [text.heading]
    if isRoomy {
      top.append(text.figures)
      top.append(StyledText())
    }
    var body: [StyledText]
    let guidance = GuidanceText(labelSpace: prompt.engine.labelSpace, width: text.width)
    if case .help = mode {
      body = text.help
    } else if case .guidance(let told) = mode {
      body = guidance.lines(told)
    } else if case .history(let history, let chosen) = mode {
      body = guidance.lines(history, chosen: chosen)
    } else if let card = prompt.card {
      top.append(text.title(card))
      if isRoomy { top.append(StyledText()) }
      body = text.body(card)
    } else {
      body = text.ending
    }
    var bottom = prompt.card == nil ? [] : text.classKeys
    if isRoomy { bottom = [StyledText()] + bottom + text.commandKeys }
    bottom.append(promptLine(text.width))
    let room = max(1, rows - top.count - bottom.count)
    // What is chosen stays in sight.
    if case .history(_, let chosen) = mode { scroll = chosen - room / 2 }
    scroll = max(0, min(scroll, body.count - room))
    let hidden = body.count - scroll - room
    var shown = Array(body.dropFirst(scroll).prefix(room))
    if hidden > 0, room > 1 {
      shown[room - 1] = StyledText("↓ \(Formatting.count(hidden + 1, "more line"))", .warning)
        .fitted(to: text.width)
    }
    if scroll > 0, room > 2 {
      shown[0] = StyledText("↑ \(Formatting.count(scroll + 1, "line")) above", .warning).fitted(
        to: text.width
      )
    }
    let blank = [StyledText](repeating: StyledText(), count: max(0, room - shown.count))
    return top + shown + blank + bottom
  }

  private func promptLine(_ width: Int) -> StyledText {
    func input(_ label: String, _ typed: String) -> StyledText {
      var typed = typed
      while DisplayWidth.of(label) + DisplayWidth.of(typed) >= width, !typed.isEmpty {
        typed.removeFirst()
      }
      return StyledText(label + typed)
    }
    return switch mode {
    case .keys: StyledText(DocumentText.oneLine(prompt.message), .warning).fitted(to: width)
    case .help: StyledText("any key goes back", .dim).fitted(to: width)
    case .guidance: StyledText("↑ ↓ scroll, any other key goes back", .dim).fitted(to: width)
    case .history:
      StyledText("↑ ↓ choose, Enter opens, any other key goes back", .dim).fitted(to: width)
    case .note(let typed): input("note: ", typed)
    case .search(let typed): input("find: ", typed)
    }
  }
}
