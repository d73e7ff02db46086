import LabelingKit

enum Parity: String, LabelClass {
  case even
  case odd
}

struct Unwilling: Error {}

let labelingFunctions = LabelingFunctionSet(for: Parity.self) {
  LabelingFunction("parity") { document in
    try document["number", as: Int.self] % 2 == 0 ? .even : .odd
  }
  LabelingFunction("traps_on_thousandths") { document in
    let number = try document["number", as: Int.self]
    precondition(number % 1000 != 500, "a thousandth")
    return number % 2 == 0 ? .even : .odd
  }
  LabelingFunction("never_returns_on_one") { document in
    var number = try document["number", as: Int.self]
    while number == 77777 { number = Int("77777") ?? 0 }
    return number % 3 == 0 ? .odd : .even
  }
  LabelingFunction("throws_on_hundredths") { document in
    let number = try document["number", as: Int.self]
    if number % 100 == 7 { throw Unwilling() }
    return number % 5 == 0 ? .odd : nil
  }
  LabelingFunction("prints") { document in
    let number = try document["number", as: Int.self]
    if number % 10_000 == 1 { print("seen \(number)") }
    return number % 2 == 0 ? .even : nil
  }
  Keywords("says_even", ["even"], vote: .even)
}
