/// Draws the corpus of support tickets.
///
/// A ticket's topic decides its complaint; the sentences around the complaint,
/// its fields and its tags are drawn with the biases that help desks have. One
/// ticket in nine mentions a second topic in passing, and one in twenty says
/// nothing that says its topic.
struct TicketCorpus {
  var ticketCount = 2_900
  var seed: UInt64 = 0x5EED_0002

  private static let topics: [(Int, Ticket.Topic)] = [
    (14, .account), (31, .billing), (26, .delivery), (8, .praise), (21, .technical),
  ]

  func tickets() -> [Ticket] {
    let book = PhraseBook(TicketPhrases.common, TicketPhrases.things)
    return (0..<ticketCount).map { number in
      var draws = DrawSource(seed: seed, stream: number)
      let topic = draws.pick(weighted: Self.topics)
      let text = text(topic, book, using: &draws)
      return ticket(number, topic, text, using: &draws)
    }
  }

  private func text(
    _ topic: Ticket.Topic,
    _ book: PhraseBook,
    using draws: inout DrawSource
  ) -> String {
    var sentences = [draws.pick(weighted: [(45, ""), (45, "{greeting}"), (10, "{greeting}\n")])]
    let isVague = draws.chance(5) && topic != .praise
    sentences.append(
      draws.pick(isVague ? TicketTemplates.vague : TicketTemplates.complaints(topic))
    )
    if draws.chance(35), !isVague {
      sentences.append(draws.pick(TicketTemplates.details(topic)))
    }
    if draws.chance(11) {
      let other = draws.pick(Ticket.Topic.allCases.filter { $0 != topic && $0 != .praise })
      sentences.append("[Also, |By the way: |P.S. ]" + draws.pick(TicketTemplates.asides(other)))
    }
    sentences.append(draws.pick(weighted: [(45, ""), (40, "{closing}"), (15, "{closing} {name}")]))
    let text = book.text(sentences.filter { !$0.isEmpty }.joined(separator: " "), using: &draws)
    return Slips(shortForms: 8, typos: 17, lowercase: 16, uppercase: 3).applied(
      to: text,
      using: &draws
    )
  }

  private func ticket(
    _ number: Int,
    _ topic: Ticket.Topic,
    _ text: String,
    using draws: inout DrawSource
  ) -> Ticket {
    let hasOrder = draws.chance(Self.orderChance(topic))
    let order = "A-\(draws.within(1000...9999))"
    let isLabeled = !draws.chance(10)
    return Ticket(
      id: "t\(String(10_001 + number).dropFirst())",
      text: text,
      customer: Ticket.Customer(
        plan: draws.pick(weighted: Self.plans(topic)),
        country: draws.pick(["DE", "FR", "GB", "US", "PL", "BR", "JP", "IN", "SE", "TR"]),
        since: draws.within(2012...2024)
      ),
      channel: draws.pick(weighted: [(50, "email"), (25, "chat"), (15, "web"), (10, "phone")]),
      tags: Self.tags(topic, using: &draws),
      priority: draws.pick(weighted: Self.priorities(topic)),
      ageInTenths: draws.below(topic == .delivery ? 150 : 80),
      isReplied: draws.chance(40),
      order: hasOrder ? order : nil,
      gold: isLabeled ? topic : nil
    )
  }

  private static func orderChance(_ topic: Ticket.Topic) -> Int {
    switch topic {
    case .delivery: 80
    case .billing: 30
    case .praise: 25
    case .account, .technical: 6
    }
  }

  private static func plans(_ topic: Ticket.Topic) -> [(Int, String)] {
    switch topic {
    case .technical: [(20, "free"), (25, "basic"), (30, "pro"), (25, "enterprise")]
    case .billing: [(8, "free"), (37, "basic"), (40, "pro"), (15, "enterprise")]
    case .account, .delivery, .praise:
      [(40, "free"), (30, "basic"), (22, "pro"), (8, "enterprise")]
    }
  }

  private static func priorities(_ topic: Ticket.Topic) -> [(Int, Int)] {
    switch topic {
    case .technical: [(30, 1), (35, 2), (25, 3), (10, 4)]
    case .praise: [(2, 1), (3, 2), (25, 3), (70, 4)]
    case .account: [(15, 1), (40, 2), (35, 3), (10, 4)]
    case .billing, .delivery: [(10, 1), (30, 2), (40, 3), (20, 4)]
    }
  }

  /// Up to three tags: some name the topic, some wrongly.
  private static func tags(_ topic: Ticket.Topic, using draws: inout DrawSource) -> [String] {
    var tags: [String] = []
    if draws.chance(38) {
      let named = draws.chance(10) ? draws.pick(Ticket.Topic.allCases) : topic
      tags.append(draws.pick(TicketTemplates.tags(named)))
    }
    if draws.chance(30) {
      tags.append(
        draws.pick(["vip", "mobile", "follow-up", "newsletter", "réseau", "b2b", "returning"])
      )
    }
    if draws.chance(10) { tags.append("lang:\(draws.pick(["de", "en", "fr", "pt"]))") }
    return tags
  }
}
