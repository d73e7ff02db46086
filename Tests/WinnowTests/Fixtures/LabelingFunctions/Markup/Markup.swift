import LabelingKit

/// Classes and functions whose names a page could take for markup.
enum Odd: String, LabelClass {
  case bold = "<b>bold</b>"
  case quoted = "\"onclick='x'&amp;"
}

let labelingFunctions = LabelingFunctionSet(for: Odd.self) {
  Keywords("<script>document.title='f'</script>", ["script", "alert"], vote: .bold)
  Keywords("\"><img src=x onerror=document.title='g'>", ["img", "nice"], vote: .quoted)
  Keywords("plain & simple", ["script", "nice", "song"], vote: .quoted)
}
