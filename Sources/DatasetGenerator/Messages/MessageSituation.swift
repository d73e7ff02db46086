/// An occasion to write a short message: its templates and its usual senders.
struct MessageSituation: Sendable {
  let templates: [String]
  var senders: [String] = []
  /// Whether it is a comment under a video, whose senders are handles.
  var isComment = false

  /// What people write to each other, with weights.
  static let ham: [(Int, MessageSituation)] = [
    (40, MessageSituation(templates: HamTemplates.chat, senders: ["{name}"])),
    (17, MessageSituation(templates: HamTemplates.plans, senders: ["{name}"])),
    (20, MessageSituation(templates: HamTemplates.comments, isComment: true)),
    (11, MessageSituation(templates: HamTemplates.notices, senders: ["{service}"])),
    (
      9,
      MessageSituation(
        templates: HamTemplates.misleading,
        senders: ["{name}", "{name}", "{service}"]
      )
    ),
    (3, MessageSituation(templates: HamTemplates.long, senders: ["{name}"])),
  ]

  /// What is sent to everybody, with weights.
  static let spam: [(Int, MessageSituation)] = [
    (22, MessageSituation(templates: SpamTemplates.prizes, senders: ["{campaign}"])),
    (
      20, MessageSituation(templates: SpamTemplates.phishing, senders: ["{campaign}", "{service}"])
    ),
    (26, MessageSituation(templates: SpamTemplates.comments, isComment: true)),
    (17, MessageSituation(templates: SpamTemplates.money, senders: ["{campaign}", "{phone}"])),
    (7, MessageSituation(templates: SpamTemplates.shopping, senders: ["{campaign}"])),
    (8, MessageSituation(templates: SpamTemplates.quiet, senders: ["{phone}", "{name}"])),
  ]

  /// What both sides write.
  static let shared = MessageSituation(
    templates: SharedTemplates.messages,
    senders: ["{phone}", "{name}", "{service}"]
  )
}
