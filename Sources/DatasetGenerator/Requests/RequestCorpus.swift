/// Draws the corpus of requests: letters to a help desk that may be about several things at once.
///
/// Its sentences are those of the tickets. A request has a sentence for each of its topics, in any
/// order, and half of the time a detail of one of them; one in twelve says nothing of any topic.
struct RequestCorpus {
  /// A request with what it is about.
  struct Request: Equatable {
    var id: String
    var text: String
    /// Its topics, in their order; `nil` where nobody has looked.
    var topics: [Ticket.Topic]?
  }

  var requestCount = 1_600
  var seed: UInt64 = 0x5EED_0003

  private static let topicCounts = [(8, 0), (50, 1), (31, 2), (11, 3)]
  private static let topics: [(Int, Ticket.Topic)] = [
    (20, .account), (30, .billing), (24, .delivery), (9, .praise), (17, .technical),
  ]

  func requests() -> [Request] {
    let book = PhraseBook(TicketPhrases.common, TicketPhrases.things)
    return (0..<requestCount).map { number in
      var draws = DrawSource(seed: seed, stream: number)
      let count = draws.pick(weighted: Self.topicCounts)
      var topics: [Ticket.Topic] = []
      while topics.count < count {
        let topic = draws.pick(weighted: Self.topics)
        if !topics.contains(topic) { topics.append(topic) }
      }
      let text = text(topics, book, using: &draws)
      let isLabeled = !draws.chance(40)
      return Request(
        id: "r\(String(10_001 + number).dropFirst())",
        text: text,
        topics: isLabeled ? Ticket.Topic.allCases.filter(topics.contains) : nil
      )
    }
  }

  private func text(
    _ topics: [Ticket.Topic],
    _ book: PhraseBook,
    using draws: inout DrawSource
  ) -> String {
    var sentences = [draws.pick(weighted: [(60, ""), (40, "{greeting}")])]
    for (place, topic) in topics.enumerated() {
      let start = place == 0 ? "" : draws.pick(["", "Also, ", "And another thing: ", "P.S. "])
      sentences.append(start + draws.pick(TicketTemplates.complaints(topic)))
      if draws.chance(25) { sentences.append(draws.pick(TicketTemplates.details(topic))) }
    }
    if topics.isEmpty { sentences.append(draws.pick(TicketTemplates.vague)) }
    sentences.append(draws.pick(weighted: [(55, ""), (45, "{closing}")]))
    let text = book.text(sentences.filter { !$0.isEmpty }.joined(separator: " "), using: &draws)
    return Slips(shortForms: 6, typos: 12, lowercase: 12, uppercase: 2).applied(
      to: text,
      using: &draws
    )
  }

  /// The requests as CSV: `account+billing` for both, `[]` for none of the topics, and an empty field
  /// where nobody has looked.
  func csv() -> [UInt8] {
    CSVFile.bytes(
      ["id", "text", "topics"],
      requests().map { request in
        let topics = request.topics.map { topics in
          topics.isEmpty ? "[]" : topics.map(\.rawValue).joined(separator: "+")
        }
        return [request.id, request.text, topics ?? ""]
      }
    )
  }
}
