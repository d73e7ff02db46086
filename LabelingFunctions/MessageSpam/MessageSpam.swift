import LabelingKit

/// What a short message can be labelled as.
enum Message: String, LabelClass {
  case ham
  case spam
}

let labelingFunctions = LabelingFunctionSet(for: Message.self) {
  Keywords("asks_to_subscribe", ["subscribe", "sub4sub", "my channel"], vote: .spam)
    .example("Subscribe now", votes: .spam)
  Pattern("has_link", #"https?://|\bwww\."#, vote: .spam)
  for word in ["prize", "winner"] {
    Keywords("mentions_\(word)", [word], vote: .spam)
  }
  LabelingFunction("short_and_plain") { document in
    document.byteCount < 20 && !document.contains("/") ? .ham : nil
  }
  .example("nice song", votes: .ham)
  .example("check http://x.y", votes: nil)
  LabelingFunction("old") { document in
    let age = try document["age", as: Int.self]
    return age > 40 ? .ham : nil
  }
}
