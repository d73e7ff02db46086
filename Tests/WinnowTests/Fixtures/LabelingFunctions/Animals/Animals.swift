import LabelingKit

enum Animal: String, LabelClass, ClassTree {
  case cat
  case dog
  case parrot
  case car

  static let groups: [Group<Animal>] = [
    "animals": [.cat, .dog, .parrot], "furry": [.cat, .dog],
  ]
}

let labelingFunctions = LabelingFunctionSet(for: Animal.self) {
  Keywords("purrs", ["purrs"], vote: .cat)
  Keywords("barks", ["barks"], vote: .dog)
  Keywords("talks", ["talks"], vote: .parrot)
  Keywords("engine", ["engine"], vote: .car)
  Keywords("leash", ["leash", "vet"], vote: .anyOf(.cat, .dog))
  Keywords("eats", ["eats"], vote: .group("animals"))
  Keywords("alive", ["alive"], vote: .not(.car))
  LabelingFunction("score") { document in
    guard let score = try document[ifPresent: "score", as: Double.self] else { return nil }
    return score > 0.5 ? .cat.with(confidence: score) : nil
  }
  .example("x", fields: ["score": "0.75"], votes: .cat)
  .example("x", fields: ["score": "0.75"], votes: .cat.with(confidence: 0.75))
  .example("x", fields: ["score": "0.25"], votes: nil)
}
