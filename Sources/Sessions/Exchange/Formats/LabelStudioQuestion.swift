/// What a project of Label Studio calls a session's question and its document.
struct LabelStudioQuestion {
  /// The name of the `Choices`.
  var control = "label"
  /// The name of the `Text` that they are about.
  var object = "text"
  /// The member of `data` that the `Text` shows.
  var field = Self.usualField
  /// Whether a project says so, and not only habit.
  var isProject = false

  private static let usualField = "text"

  /// Whether the text is where it is looked for when nothing else is said.
  var isUsual: Bool { field == Self.usualField }

  /// A name for a result: the project's, or else the one that it came with from another project.
  func name(in choice: JSONValue?, _ member: String) -> JSONValue {
    let own = JSONValue.string(member == "from_name" ? control : object)
    return isProject ? own : choice?[member] ?? own
  }
}
