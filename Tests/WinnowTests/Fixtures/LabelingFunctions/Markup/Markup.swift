import LabelingKit

/// Classes whose names a page could take for markup.
enum Odd: String, LabelClass {
  case bold = "<b>bold</b>"
  case quoted = "\"onclick='x'&amp;"
}

let labelingFunctions = LabelingFunctionSet(for: Odd.self) {
  Keywords("scripts", ["script", "alert"], vote: .bold)
  Keywords("images", ["img", "nice"], vote: .quoted)
  Keywords("songs", ["script", "nice", "song"], vote: .quoted)
}
