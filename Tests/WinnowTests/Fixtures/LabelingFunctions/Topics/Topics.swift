import LabelingKit

enum Topic: String, LabelClass {
  case service
  case food
  case other
}

let labelingFunctions = LabelingFunctionSet(for: Topic.self) {
  Keywords("staff", ["staff", "waiter", "service", "brew"], vote: .service)
  Keywords("dish", ["food", "menu", "coffee"], vote: .food)
  LabelingFunction("short") { $0.byteCount < 40 ? .other : nil }
}
