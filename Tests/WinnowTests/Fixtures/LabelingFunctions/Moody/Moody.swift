import LabelingKit

enum Kind: String, LabelClass {
  case ham
  case spam
}

let labelingFunctions = LabelingFunctionSet(for: Kind.self) {
  LabelingFunction("by_chance") { _ in Bool.random() ? .ham : .spam }
  Keywords("subscribes", ["subscribe"], vote: .spam)
}
