import LabelingKit

enum Answer: String, LabelClass {
  case no
  case yes
}

let labelingFunctions = LabelingFunctionSet(for: Answer.self) {
  Keywords("a", ["x"], vote: .yes)
  Keywords("b", ["x"], vote: .yes)
  Keywords("a", ["y"], vote: .no)
}
