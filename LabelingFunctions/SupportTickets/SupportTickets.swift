import LabelingKit

/// The labeling functions for `Datasets/tickets`: five classes, and records with fields.
///
/// `LabelingFunctions/MessageSpam` shows the basics; this task goes on from
/// there. What is new with several classes: a function may vote for more than
/// one of them, and words of one topic stand in tickets about another. The
/// same functions read the JSON lines and the XML file, because the paths of
/// the fields are the same in both.
let labelingFunctions = LabelingFunctionSet(for: Topic.self) {
  // 1. A table of words and their topics. One function votes for five classes:
  //    the topic with the most words wins, a tie says nothing.
  Lookup("words_of_the_topic", table: "lexicon.csv")
    .example("The app crashes with an error", votes: .technical)
    .example("Refund the parcel", votes: nil)

  // 2. Phrases are more precise than single words, so they get functions of
  //    their own, one per topic: the summary then shows each one's worth.
  for (topic, phrases) in phrases {
    Keywords("phrases_of_\(topic.rawValue)", phrases, vote: topic)
  }

  Keywords("is_grateful", ["thank you so much", "love", "bravo", "toller", "super"], vote: .praise)
    .example("Bravo à toute l'équipe!", votes: .praise)
    .example("Thank you for your help", votes: nil)

  // 3. Patterns for shapes: error codes, and sums of money.
  Pattern(
    "quotes_an_error",
    #"\b(?:HTTP |error (?:code )?)\d{3}|\d{3} Internal|\w+Error\b|NullReference|\btimeout\b"#,
    vote: .technical
  )
  .example("I get 'HTTP 500' all the time", votes: .technical)
  .example("a charge of 500", votes: nil)

  Pattern(
    "names_a_sum",
    #"[€£$] ?\d|\b\d+(?:[.,]\d\d)? (?:EUR|USD|GBP)\b"#,
    vote: .billing,
    matchesCase: true
  )
  .example("You took €25.00", votes: .billing)

  // A verb close to a noun, in either order: up to 40 characters between them.
  Pattern(
    "a_thing_is_late",
    #"\b(?:parcel|package|order|paket|colis)\b.{0,40}\b(?:late|never|not arrived|arrivé|kommen)\b"#,
    vote: .delivery
  )
  .example("My parcel, sent on Monday, is late", votes: .delivery)

  // 4. Fields. A JSON number, the text of an XML element and a CSV cell all
  //    read as `Int`; a missing or malformed value is a fault of this cell.
  //    Alone, the lowest priority is right one time in three; with a look at
  //    what the text lacks it becomes worth asking.
  LabelingFunction("nothing_is_urgent") { document in
    guard try document["priority", as: Int.self] == 4, document["order"] == nil else { return nil }
    return document.containsAny(of: complaints) ? nil : .praise
  }
  .example("Nice.", fields: ["priority": "4"], votes: .praise)
  .example("Nice.", fields: ["priority": "1"], votes: nil)
  .example("Not nice.", fields: ["priority": "4"], votes: nil)

  // `order` is null (or absent, in XML) where the ticket is not about one.
  LabelingFunction("has_waited_for_an_order") { document in
    guard document["order"] != nil else { return nil }
    return try document["age_days", as: Double.self] > 6 ? .delivery : nil
  }
  .example("Hello", fields: ["order": "A-1000", "age_days": "9.5"], votes: .delivery)
  .example("Hello", fields: ["age_days": "9.5"], votes: nil)

  // A path reaches into nested values. Large customers have engineers, and
  // their urgent tickets are about what broke.
  LabelingFunction("urgent_for_an_enterprise") { document in
    guard document["customer.plan"] == "enterprise" else { return nil }
    return try document["priority", as: Int.self] == 1 ? .technical : nil
  }
  .example("Down", fields: ["customer.plan": "enterprise", "priority": "1"], votes: .technical)

  // 5. Lists. `ifPresent` is for fields that may be missing without fault.
  //    Agents set tags in a hurry, so a tag is evidence and not the truth.
  LabelingFunction("agents_tag") { document in
    let tags = try document[ifPresent: "tags", as: [String].self] ?? []
    let topics = Set(tags.compactMap { topicsOfTags[$0] })
    return topics.count == 1 ? topics.first : nil
  }
  .example("Hello", fields: ["tags": "refund"], votes: .billing)
  .example("Hello", votes: nil)

  // 6. Code that weighs several signs against each other.
  LabelingFunction("cannot_get_in") { document in
    let isAboutAccess =
      document.contains("log in") || document.words.contains { accessWords.contains($0) }
    // A broken login page is the technicians' business.
    let isBroken = document.containsAny(of: ["error", "page", "all of our users"])
    return isAboutAccess ? (isBroken ? .technical : .account) : nil
  }
  .example("I cannot log in", votes: .account)
  .example("Login page shows 'timeout'", votes: .technical)

  LabelingFunction("what_comes_first") { document in
    // People name their topic early; what follows "also" is an afterthought.
    // Only the words before it count, and the first one that tells decides.
    for word in document.words.prefix(14) {
      if afterthoughts.contains(word) { return nil }
      if let topic = leadingWords[word] { return topic }
    }
    return nil
  }
  .example("Where is my parcel? Also, refund me", votes: .delivery)
  .example("Hello. Also, refund me", votes: nil)

  LabelingFunction("wants_money_back") { document in
    guard document.containsAny(of: ["refund", "money back", "erstatten", "wait for my money"])
    else {
      return nil
    }
    // Who never got the thing has a delivery problem first of all.
    return document.containsAny(of: ["never came", "not arrived", "empty"]) ? .delivery : .billing
  }
  .example("I want my money back, the parcel never came.", votes: .delivery)
  .example("Please refund €20", votes: .billing)

  LabelingFunction("a_device_is_named") { document in
    document.words.contains { devices.contains($0) } ? .technical : nil
  }
  .example("It is blank on Firefox", votes: .technical)

  // 7. A condition decides at start which functions there are; here a constant
  //    of the task turns an experiment on. Analyze it before you keep it.
  if triesMood {
    LabelingFunction("sounds_pleased") { document in
      let isPleased = document.containsAny(of: ["⭐", "❤️", "happy", "excellent", "wonderful"])
      let complains = document.containsAny(of: [" not ", "n't", "?", "wrong"])
      return isPleased && !complains ? .praise : nil
    }
    .example("Excellent support ❤️", votes: .praise)
    .example("Excellent. Not.", votes: .praise)
    .example("Excellent, it does not work", votes: nil)
  }
}
