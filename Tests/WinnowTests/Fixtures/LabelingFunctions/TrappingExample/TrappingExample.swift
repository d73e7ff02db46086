import LabelingKit

enum Answer: String, LabelClass {
  case no
  case yes
}

let labelingFunctions = LabelingFunctionSet(for: Answer.self) {
  LabelingFunction("starts_with_x") { Array($0.text.utf8)[0] == UInt8(ascii: "x") ? .yes : .no }
    .example("x", votes: .yes)
    .example("", votes: nil)
}
