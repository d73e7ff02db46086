import LabelingKit

enum Answer: String, LabelClass {
  case no
  case yes
}

let labelingFunctions = LabelingFunctionSet(for: Answer.self) {
  Keywords("a", ["x"], vote: .yes)
    .example("x", votes: .no)
    .example("y", votes: nil)
}
