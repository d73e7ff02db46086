import LabelingKit

enum Income: String, LabelClass {
  case low = "<=50K"
  case high = ">50K"
}

let labelingFunctions = LabelingFunctionSet(for: Income.self) {
  LabelingFunction("young") { try $0["age", as: Int.self] < 25 ? .low : nil }
  LabelingFunction("degree") { try $0["education-num", as: Int.self] >= 13 ? .high : nil }
  LabelingFunction("little_school") { try $0["education-num", as: Int.self] < 9 ? .low : nil }
  LabelingFunction("gains") { try $0["capital-gain", as: Double.self] > 5000 ? .high : nil }
  LabelingFunction("part_time") { try $0["hours-per-week", as: Int.self] < 35 ? .low : nil }
  LabelingFunction("married") {
    try $0["marital-status", as: String.self] == "Married-civ-spouse" ? .high : .low
  }
}
