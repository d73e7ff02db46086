import LabelingKit

/// The labeling functions for `Datasets/messages`, from simple to clever.
///
/// Read it as a tutorial. None of them is right all the time, and none has to
/// be: each says what one piece of knowledge is worth, keeps silent where it
/// knows nothing, and the label model weighs them. Look for two things in a
/// new function: that it is right clearly more often than not, and that it is
/// wrong for other reasons than the functions that are there already.
let labelingFunctions = LabelingFunctionSet(for: Message.self) {
  // 1. Words. Keywords ignore case and match whole words, so "sub" is not
  //    found in "subject"; a phrase matches over line breaks too. Examples run
  //    at every build: one says what the function is for, one where it stops.
  Keywords(
    "asks_for_followers",
    ["subscribe", "sub to me", "sub4sub", "my channel", "my page", "follow me", "link in bio"],
    vote: .spam
  )
  .example("Please SUBSCRIBE to my\nchannel", votes: .spam)
  .example("the subject of my channelling", votes: nil)

  // Precise phrases beat single words: people do write "I won" to each other,
  // but hardly "you have won".
  Keywords(
    "announces_a_win",
    [
      "you have won", "you are selected", "have been selected", "winner", "awarded",
      "lucky", "claim", "claim code", "weekly draw", "is waiting for you", "is reserved for you",
    ],
    vote: .spam
  )
  .example("WINNER!! Call 555-0100", votes: .spam)
  .example("I won a prize at the fair", votes: nil)

  Keywords(
    "raises_an_alarm",
    [
      "verify", "suspended", "deactivated", "locked", "unpaid", "on hold", "expired", "payee",
      "unusual sign-in", "suspicious sign-in", "was used for", "your details", "security",
      "confirm your identity", "confirm your account", "mailbox is full", "avoid",
    ],
    vote: .spam
  )
  .example("Your card is locked, verify it", votes: .spam)

  // Functions for the other class matter as much: with votes for spam only, a
  // label model has nothing to tell a silent document from an honest one.
  Keywords(
    "informs_a_customer",
    [
      "verification code", "appointment", "your table", "your bill", "is confirmed", "is due",
      "doors open", "balance below", "you paid", "is ready", "gate", "cancelled", "power cut",
    ],
    vote: .ham
  )
  .example("Your bill of £20 is ready", votes: .ham)

  // A noisy one on purpose: "loan" and "cash" are in honest messages too.
  Keywords(
    "talks_about_easy_money",
    [
      "loan", "loans", "cash", "invest", "crypto", "debt", "no risk", "guaranteed", "credit ok",
      "from home", "pre-approved", "free spins", "per day", "per week", "refund",
    ],
    vote: .spam
  )
  .example("Work from home, $500 per day", votes: .spam)

  // 2. Patterns, for what has a shape. Write them as raw strings: #"…"#. They
  //    ignore case as keywords do; `matchesCase: true` makes either look at it.
  Pattern(
    "has_small_print",
    #"T&Cs|\b18\+|reply stop|opt out|std rates|\d+p/msg"#,
    vote: .spam
  )
  .example("Std rates apply. Reply STOP to end", votes: .spam)
  .example("don't stop now", votes: nil)

  // Cheap sites are named after what they promise: hyphens, digits, an id.
  Pattern(
    "has_a_dressed_up_link",
    #"(?:https?://|www\.)[a-z]+(?:-[a-z]+|\d+)\.|\?id=|-now dot "#,
    vote: .spam
  )
  .example("see http://claim-prize.example/a1", votes: .spam)
  .example("see https://photos.example/a1", votes: nil)

  Pattern("names_a_time", #"\b\d{1,2}(?::\d\d| ?[ap]m|ish|h)\b|\bnoon\b|half past"#, vote: .ham)
    .example("Lunch at 12:30?", votes: .ham)
    .example("Lunch at 12?", votes: nil)

  // 3. Lists that others keep. The file stands beside this one; when a line is
  //    added, the function counts as changed and runs again.
  Lookup("has_a_shortened_link", list: "shorteners.txt", vote: .spam)
    .example("look https://shrt.example/k2x", votes: .spam)

  Lookup("is_small_talk", list: "small-talk.txt", vote: .ham)
    .example("omg, no way", votes: .ham)

  // 4. Loops and helpers, for functions of one kind. A function per language
  //    tells more than one for all: the analysis shows which is worth its keep.
  for (language, phrases) in lures {
    Keywords("lures_in_\(language)", phrases, vote: .spam)
  }
  mentions("everyday_things", in: everydayWords, atLeast: 1)
    .example("Please bring milk", votes: .ham)
  mentions("music", in: musicWords, atLeast: 1)
    .example("what a voice!", votes: .ham)

  // 5. Code, for what words cannot say. Stay on bytes and on the document's
  //    own helpers, which work each thing out once for all functions.
  LabelingFunction("shouts") { document in
    let capitals = document.textBytes.count { $0 &- UInt8(ascii: "A") < 26 }
    let letters = capitals + document.textBytes.count { $0 &- UInt8(ascii: "a") < 26 }
    // Short messages shout by chance: OK, LOL.
    return letters >= 20 && capitals * 10 > letters * 6 ? .spam : nil
  }
  .example("CALL NOW FOR YOUR NEW PHONE", votes: .spam)
  .example("OMG YES", votes: nil)

  LabelingFunction("hides_letters_in_digits") { document in
    document.words.contains(where: isDisguised) ? .spam : nil
  }
  .example("get your fr33 ph0n3", votes: .spam)
  .example("see you at 10h in room b12", votes: nil)

  LabelingFunction("short_and_plain") { document in
    let isPlain = !document.containsAny(of: ["/", "555-", "555 ", "www", "@", "sub"])
    return document.byteCount < 32 && isPlain ? .ham : nil
  }
  .example("nice song", votes: .ham)
  .example("check http://x.example", votes: nil)

  // 6. Fields. `document["sender"]` is `nil` where the field is missing or
  //    null; a typed access throws instead, which makes the cell a fault that
  //    the summary counts, and not a guess.
  //    A function that tells both classes apart teaches the label model more
  //    than two that know one each: its mistakes and the others' show up as
  //    conflicts.
  LabelingFunction("judges_by_sender") { document in
    guard let sender = document["sender"] else { return nil }
    if isGivenName(sender) { return .ham }
    return isCampaign(sender) ? .spam : nil
  }
  .example("hi", fields: ["sender": "Zoë"], votes: .ham)
  .example("hi", fields: ["sender": "Parcel-Info"], votes: .spam)
  .example("hi", fields: ["sender": "+1-303-555-0100"], votes: nil)
  .example("hi", votes: nil)

  // Weak evidence is evidence too, as long as it is better than a guess.
  LabelingFunction("sent_while_people_sleep") { document in
    let hour = try document["hour", as: Int.self]
    return (1...5).contains(hour) ? .spam : nil
  }
  .example("hi", fields: ["hour": "3"], votes: .spam)
  .example("hi", fields: ["hour": "14"], votes: nil)
}
