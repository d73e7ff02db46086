/// A key that was pressed.
enum Key: Hashable {
  case character(Character)
  case enter, escape, backspace, up, down, pageUp, pageDown, home, end
  /// Control and a letter, in lower case.
  case control(Character)
  /// Text that was pasted, which is no typing.
  case pasted(String)
  /// A key that means nothing here.
  case unknown
}
