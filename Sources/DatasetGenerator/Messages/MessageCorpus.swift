/// Draws the corpus of short messages.
///
/// A message belongs to a situation, such as a chat or a prize scam, which
/// brings its templates, its senders and its hours. One message in twenty is
/// drawn from templates that both sides use, with gold by the toss of a coin:
/// nothing in the data can tell those apart.
struct MessageCorpus {
  var messageCount = 4_000
  var seed: UInt64 = 0x5EED_0001

  func messages() -> [Message] {
    let book = PhraseBook(MessagePhrases.people, MessagePhrases.things, MessagePhrases.lures)
    return (0..<messageCount).map { number in
      var draws = DrawSource(seed: seed, stream: number)
      let kind =
        draws.chance(5) ? nil : draws.pick(weighted: [(77, Message.Kind.ham), (23, .spam)])
      let situation = draws.pick(weighted: Self.situations(kind))
      let gold = kind ?? (draws.chance(35) ? .spam : .ham)
      var text = book.text(draws.pick(situation.templates), using: &draws)
      text = Self.slips(gold).applied(to: text, using: &draws)
      text += Self.ending(gold, using: &draws)
      return Message(
        id: "m\(String(10_001 + number).dropFirst())",
        text: text,
        sender: book.text(sender(situation, gold, using: &draws), using: &draws),
        hour: draws.pick(weighted: Self.hours(gold)),
        gold: gold
      )
    }
  }

  private static func situations(_ kind: Message.Kind?) -> [(Int, MessageSituation)] {
    switch kind {
    case .ham: MessageSituation.ham
    case .spam: MessageSituation.spam
    case nil: [(1, .shared)]
    }
  }

  /// The usual senders of the situation, or one of the other side's.
  private func sender(
    _ situation: MessageSituation,
    _ gold: Message.Kind,
    using draws: inout DrawSource
  ) -> String {
    if situation.isComment { return "{handle}" }
    if draws.chance(3) { return "" }
    if draws.chance(12) { return "{phone}" }
    return draws.pick(situation.senders)
  }

  private static func slips(_ gold: Message.Kind) -> Slips {
    switch gold {
    case .ham: Slips(shortForms: 26, typos: 16, lowercase: 30, uppercase: 2)
    case .spam: Slips(shortForms: 10, typos: 9, lowercase: 10, uppercase: 11, disguise: 7)
    }
  }

  private static func ending(_ gold: Message.Kind, using draws: inout DrawSource) -> String {
    let emoji = ["😂", "❤️", "😊", "👍", "🙈", "😭", "✨", "🎉", "🙏", "🔥"]
    let loud = ["🔥", "💰", "🎁", "👇", "🚀", "✅", "💯", "❗"]
    switch gold {
    case .ham:
      return draws.pick(weighted: [
        (70, ""), (12, " " + draws.pick(emoji)), (4, " :)"), (5, " xx"), (3, " lol"), (4, "!!"),
        (2, "..."),
      ])
    case .spam:
      return draws.pick(weighted: [
        (72, ""), (12, " " + draws.pick(loud)), (9, "!!!"), (4, " " + draws.pick(emoji)),
        (3, " 💰💰"),
      ])
    }
  }

  /// People write when they are awake; machines write at any hour.
  private static func hours(_ gold: Message.Kind) -> [(Int, Int)] {
    (0..<24).map { hour in
      switch (gold, hour) {
      case (.ham, 0...5): (1, hour)
      case (.ham, 6...8): (4, hour)
      case (.ham, 9...16): (6, hour)
      case (.ham, _): (9, hour)
      case (.spam, 1...5): (5, hour)
      case (.spam, _): (6, hour)
      }
    }
  }
}
