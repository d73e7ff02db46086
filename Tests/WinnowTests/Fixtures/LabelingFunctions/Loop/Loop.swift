import LabelingKit

/// What a comment can be labelled as.
enum Comment: String, LabelClass {
  case ham
  case spam
}

let labelingFunctions = LabelingFunctionSet(for: Comment.self) {
  Keywords("asks", ["subscribe", "check out"], vote: .spam)
  Keywords("money", ["money", "free"], vote: .spam)
  Keywords("praises", ["love", "best", "song"], vote: .ham)
  LabelingFunction("short") { document in document.byteCount < 25 ? .ham : nil }
}
