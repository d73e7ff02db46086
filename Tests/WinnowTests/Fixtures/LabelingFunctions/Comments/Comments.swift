import LabelingKit

/// What a comment can be labelled as.
enum Comment: String, LabelClass {
  case ham
  case spam
}

let labelingFunctions = LabelingFunctionSet(for: Comment.self) {
  Keywords("asks_to_subscribe", ["subscribe", "sub4sub"], vote: .spam)
  Keywords("my_channel", ["my channel", "my video", "my vid"], vote: .spam)
  Keywords("check_out", ["check out", "check this"], vote: .spam)
  Keywords("please", ["please", "plz", "pls"], vote: .spam)
  Pattern("has_link", #"https?://|\bwww\."#, vote: .spam)
  Keywords("money", ["money", "$", "free", "win"], vote: .spam)
  Keywords("follow", ["follow me", "instagram", "facebook"], vote: .spam)
  Keywords("song", ["song", "shakira", "katy", "eminem", "psy", "lmfao"], vote: .ham)
  Keywords("love", ["love", "best", "beautiful", "awesome"], vote: .ham)
  Keywords("views", ["views", "billion"], vote: .ham)
  LabelingFunction("short") { document in document.byteCount < 30 ? .ham : nil }
  LabelingFunction("long") { document in document.byteCount > 200 ? .spam : nil }
}
