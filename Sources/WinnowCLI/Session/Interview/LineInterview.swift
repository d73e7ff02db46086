internal import Sessions
internal import LabelingCore

/// An interview line by line, for terminals that cannot draw and for scripts.
struct LineInterview {
  private let interview: Interview

  init(_ interview: Interview) { self.interview = interview }

  /// Asks until standard input ends or says `q`.
  func run() throws {
    show()
    try Console.flush()
    while let line = readLine() {
      let words = line.trimming(" ")
      guard words != "q" else { return }
      try perform(words)
      if !interview.message.isEmpty { Console.print(DocumentText.oneLine(interview.message)) }
      interview.message = ""
      show()
      try Console.flush()
    }
  }

  private func perform(_ words: String) throws {
    let rest = String(words.dropFirst()).trimming(" ")
    switch words.first {
    case nil: return
    case "s" where rest.isEmpty: try interview.skip()
    case "f" where rest.isEmpty: try interview.flag()
    case "u" where rest.isEmpty: try interview.undo()
    case "v" where rest.isEmpty: interview.toggleVotes()
    case "x" where rest.isEmpty: interview.toggleRejection()
    case "n" where words.dropFirst().first == " ": try interview.note(rest)
    case "/" where !rest.isEmpty: try interview.search(rest)
    case "?":
      for line in InterviewText(interview: interview, width: 80).help { Console.print(line.plain) }
    case let key?:
      let named = interview.engine.labelSpace.vote(for: words)
      guard interview.card != nil,
        let vote = named ?? (rest.isEmpty ? interview.vote(for: key) : nil)
      else { return interview.message = "that is neither a class nor a command; ? shows all" }
      try interview.choose(vote)
    }
  }

  private func show() {
    let text = InterviewText(interview: interview, width: 78)
    guard let card = interview.card else {
      for line in text.ending { Console.print(line.plain) }
      return
    }
    Console.print("")
    for line in [text.title(card), StyledText()] + text.body(card) { Console.print(line.plain) }
    Console.print("")
    for line in text.classKeys { Console.print(line.plain) }
    Console.print("s skip, f flag, n TEXT note, u undo, x not, v votes, / WORDS find, q quit")
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
