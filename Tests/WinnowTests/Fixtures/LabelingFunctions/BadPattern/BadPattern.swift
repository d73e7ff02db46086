import LabelingKit

enum Answer: String, LabelClass {
  case no
  case yes
}

let labelingFunctions = LabelingFunctionSet(for: Answer.self) {
  Pattern("a", "(", vote: .yes)
}
