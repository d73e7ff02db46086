import LabelingKit

/// What a request is about; it may be about several things, or none of these.
enum Topic: String, LabelClass {
  /// Signing in, the profile, and who may use the account.
  case account
  /// Invoices, payments, prices, and what a subscription costs or ends.
  case billing
  /// Parcels: where they are, and whether what is in them is right.
  case delivery
  /// Thanks.
  case praise
  /// What does not work as it should.
  case technical
}

/// The labeling functions for `Datasets/requests`, whose documents have several labels each.
///
/// `labels: .several` makes it such a task. A function says which labels are there, and which are
/// not; of the others it says nothing. A label that nobody speaks of is rarely there, so functions
/// for what is absent are worth writing only where others are often wrong.
let labelingFunctions = LabelingFunctionSet(for: Topic.self, labels: .several) {
  // 1. One label each: a list of phrases per topic, and what several lists share.
  for (topic, phrases) in phrases {
    Keywords("phrases_of_\(topic.rawValue)", phrases, vote: .only(topic))
  }
  Keywords(
    "is_grateful",
    ["thank you so much", "love", "bravo", "super", "amazing"],
    vote: .praise
  )
  .example("Bravo à toute l'équipe!", votes: .praise)

  Pattern(
    "quotes_an_error",
    #"\b(?:HTTP |error (?:code )?)\d{3}|\w+Error\b|\btimeout\b"#,
    vote: .technical
  )
  .example("I get 'HTTP 500' all the time", votes: .technical)

  Pattern("names_a_sum", #"[€£$] ?\d|\b\d+(?:[.,]\d\d)? (?:EUR|USD|GBP)\b"#, vote: .billing)
    .example("You took €25.00", votes: .billing)

  // 2. Several labels at once: a parcel that is to be paid again, or paid back.
  Pattern(
    "money_for_a_parcel",
    #"(?:parcel|package|order|box).{0,40}refund"#,
    vote: [.billing, .delivery]
  )
  .example("Where is my parcel? I want a refund", votes: .present(.billing, .delivery))

  // 3. As many labels as there are words of them: an empty list says nothing.
  LabelingFunction("words_of_topics") { document in
    .present(topicWords.filter { !Set($0.1).isDisjoint(with: document.words) }.map(\.0))
  }
  .example("The invoice, and my password", votes: .present(.account, .billing))
  .example("Hello", votes: nil)

  // 4. Code that says both.
  LabelingFunction("complains_only") { document in
    guard document.containsAny(of: ["never", "not", "wrong", "why"]) else { return nil }
    return document.containsAny(of: thanks) ? nil : .absent(.praise)
  }
  .example("Why is it wrong?", votes: .absent(.praise))
  .example("Not bad, thank you!", votes: nil)

  LabelingFunction("tracks_a_parcel") { document in
    guard document.containsAny(of: ["tracking", "courier", "parcel", "package"]) else { return nil }
    // The tracking page may be what is broken.
    return document.containsAny(of: ["page", "app", "blank"])
      ? .present(.technical).absent(.delivery) : .present(.delivery)
  }
  .example("The courier lost it", votes: .present(.delivery))
  .example("The tracking page is blank", votes: .present(.technical).absent(.delivery))
}

/// Single words that tell a topic, less surely than phrases do.
let topicWords: [(Topic, [String])] = [
  (.account, ["password", "login", "profile", "hacked", "locked", "passwort", "signing"]),
  (
    .billing,
    ["invoice", "charged", "paid", "price", "subscription", "receipt", "cancel", "refund"]
  ),
  (.delivery, ["parcel", "package", "courier", "customs", "shipped", "paket", "colis", "box"]),
  (.praise, ["thank", "excellent", "perfect", "bravo", "love", "happy", "merci"]),
  (.technical, ["app", "crashes", "update", "button", "error", "freezes", "sync", "slow"]),
]

/// Words of thanks.
let thanks = ["thank", "love", "bravo", "super", "amazing", "excellent", "perfect"]

/// Phrases that hardly occur in requests about other topics.
let phrases: [(Topic, [String])] = [
  (
    .account,
    [
      "my password", "reset mail", "reset link", "locked out", "delete my account", "two-factor",
      "sign-in", "my profile", "user name", "e-mail address", "confirmation mail", "log in",
    ]
  ),
  (
    .billing,
    [
      "charged", "was declined", "bank transfer", "credit card", "direct debit", "my subscription",
      "discount code", "the price", "free trial", "invoice", "every month", "cheaper plan",
      "the fee",
    ]
  ),
  (
    .delivery,
    [
      "where is my order", "not arrived", "never came", "was due", "the courier", "is missing",
      "tracking says", "different address", "does not fit", "wrong size", "wrong colour", "customs",
    ]
  ),
  (
    .technical,
    [
      "crashes", "does not load", "is blank", "loads for ever", "since the update", "your api",
      "freezes", "upload", "sync", "webhook", "dark mode", "notifications", "export", "the log",
    ]
  ),
]
