import LabelingKit

/// What a comment below a video can be labeled as.
enum Comment: String, LabelClass {
  case ham
  case spam
}

/// Twelve functions for comments: what spam asks for, where it leads, and how people talk.
///
/// Run it on any corpus of comments; no field but the text is read.
let labelingFunctions = LabelingFunctionSet(for: Comment.self) {
  Keywords(
    "asks_to_subscribe",
    ["subscribe", "subscribers", "sub", "subs", "sub4sub"],
    vote: .spam
  )
  .example("Please SUBSCRIBE to me", votes: .spam)
  .example("a suburban song", votes: nil)

  Keywords(
    "asks_to_look",
    ["check out", "check my", "checkout", "take a look", "watch my", "visit my", "follow me"],
    vote: .spam
  )
  .example("hey, check out this cover", votes: .spam)

  Keywords(
    "advertises_own_work",
    ["my channel", "my new", "my video", "my videos", "our channel", "my page", "my music"],
    vote: .spam
  )

  Pattern("has_link", #"https?:|\bwww\.|\.(com|net|org|tk|ly)\b|\bwatch\?v="#, vote: .spam)
    .example("look at example.com/now", votes: .spam)

  Keywords(
    "talks_about_money",
    ["money", "cash", "earn", "free", "giveaway", "gift card", "win", "paypal", "job"],
    vote: .spam
  )

  Keywords(
    "begs_for_support",
    [
      "please help", "help me", "support me", "vote for", "like this comment", "thumbs up", "share",
    ],
    vote: .spam
  )

  LabelingFunction("goes_on_and_on") { document in
    document.words.count > 30 ? .spam : nil
  }

  LabelingFunction("short_and_plain") { document in
    document.words.count < 9 && !document.containsAny(of: ["http", "sub", "check", "channel"])
      ? .ham : nil
  }
  .example("I love this song", votes: .ham)
  .example("check my channel", votes: nil)

  Keywords(
    "praises_the_song",
    ["love this", "song", "best", "amazing", "awesome", "great", "beautiful", "favourite"],
    vote: .ham
  )

  Keywords(
    "talks_about_the_artist",
    ["katy", "perry", "eminem", "shakira", "psy", "lmfao", "rihanna", "gangnam", "waka"],
    vote: .ham
  )

  Keywords("counts_the_views", ["views", "billion", "viewed", "million views"], vote: .ham)
    .example("2 billion views, wow", votes: .ham)

  Pattern(
    "remembers_a_time",
    #"\b(201\d|years? ago|still (watch|listen)\w*|nostalgia)\b"#,
    vote: .ham
  )
}
