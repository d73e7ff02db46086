/// Letters for the task `Tags`, which have several tags each, or none.
enum MailCorpus {
  private static let letters = [
    "my account is blocked again", "please refund the invoice", "forgot my password",
    "thank you for the refund", "angry about my password", "thank you", "nothing to say of it",
  ]
  private static let tags = [
    "billing+login", "billing", "login", "billing+praise", "login", "praise", "[]",
  ]

  /// 140 letters as JSON Lines, with their tags.
  static let jsonl = (0..<140).map { row in
    let kind = row % letters.count
    return #"{"id":"m\#(row)","text":"\#(letters[kind])","tags":"\#(tags[kind])"}"# + "\n"
  }.joined()
}
