import LabelingKit

enum Parity: String, LabelClass {
  case even
  case odd
}

let labelingFunctions = LabelingFunctionSet(for: Parity.self) {
  LabelingFunction("always_traps") { document in
    let number = try document["number", as: Int.self]
    precondition(number < 0, "number is not negative")
    return .even
  }
  LabelingFunction("parity") { document in
    try document["number", as: Int.self] % 2 == 0 ? .even : .odd
  }
}
