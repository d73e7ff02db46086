internal import CorpusIO
internal import HTTPTypes
internal import LabelingCore

/// The control of a Label Studio project whose choices the labels are, and the text it is about.
struct ChoicesControl: Sendable {
  /// Its name: `from_name`.
  let name: String
  /// Name of the text that it is about: `to_name`.
  let textName: String
  /// The variable of the tasks' data that is the text.
  let textField: String
  /// Choices by class, as they are in results.
  private let choices: [ExactString: String]

  /// Finds the control in a labeling configuration.
  ///
  /// - Parameters:
  ///   - configuration: The project's XML.
  ///   - wanted: The control's name; `nil` takes the only one that asks for a class of a text.
  ///   - classes: The classes of labels; the control has to offer each.
  ///   - labels: How many of them a document has; of several, the control has to take several.
  /// - Throws: 422 that says why the labels cannot be choices of the project.
  init(
    in configuration: String,
    named wanted: String?,
    for classes: [String],
    _ labels: LabelKind
  ) throws(WebError) {
    let elements: [XMLTree]
    do throws(XMLTree.SyntaxError) {
      let root = try XMLTree(parsing: configuration)
      elements = [root] + root.descendants
    } catch {
      throw Self.refusal("line \(error.line) of the labeling configuration: \(error.rule)")
    }
    let control = try Self.control(among: elements, named: wanted)
    name = control.attributes["name"] ?? ""
    guard labels == .one || control.attributes["choice"]?.lowercased() == "multiple" else {
      throw Self.refusal(
        "the control '\(name)' takes one choice, and a document may have several labels",
        help: "write choice=\"multiple\" into it"
      )
    }
    textName = control.attributes["toName"] ?? ""
    textField = try Self.textField(of: textName, for: name, among: elements)
    choices = try Self.choices(of: control, for: classes)
  }

  /// The choice that is a class.
  func choice(of label: String) -> String? { choices[ExactString(label)] }

  private static func control(
    among elements: [XMLTree],
    named wanted: String?
  ) throws(WebError) -> XMLTree {
    let controls = elements.filter {
      $0.name == "Choices" && $0.attributes["perRegion"]?.lowercased() != "true"
    }
    let names = controls.map { $0.attributes["name"] ?? "" }
    if let wanted {
      guard let index = names.firstIndex(ofExactly: wanted) else {
        throw refusal(
          "the labeling configuration has no Choices '\(wanted)'",
          help: Suggestion.help(for: wanted, among: names, kind: "controls")
        )
      }
      return controls[index]
    }
    guard let first = controls.first else {
      throw refusal(
        "the labeling configuration has no Choices about a whole text",
        help: "add <Choices name=\"label\" toName=\"text\"> with a <Choice value=\"…\"/> per class"
      )
    }
    guard controls.count == 1 else {
      let list = Suggestion.either(names.map { "'\($0)'" })
      throw refusal(
        "the labeling configuration has \(controls.count) Choices",
        help: "start the server with '--control NAME', which is \(list)"
      )
    }
    return first
  }

  private static func textField(
    of textName: String,
    for name: String,
    among elements: [XMLTree]
  ) throws(WebError) -> String {
    guard let object = elements.first(where: { $0.attributes["name"] == textName }) else {
      throw refusal("'\(name)' is about '\(textName)', which the labeling configuration lacks")
    }
    guard object.name == "Text" else {
      throw refusal("'\(name)' is about a \(object.name), and what is labeled is Text")
    }
    let value = object.attributes["value"] ?? ""
    guard object.attributes["valueType"]?.lowercased() != "url" else {
      throw refusal("the value of '\(textName)' is an address, and what is labeled is the text")
    }
    guard let variable = value.removingExactPrefix("$"), !variable.isEmpty,
      !variable.contains(where: { $0 == "$" || $0 == " " })
    else { throw refusal("the value of '\(textName)' is not a variable such as '$text'") }
    return variable
  }

  private static func choices(
    of control: XMLTree,
    for classes: [String]
  ) throws(WebError) -> [ExactString: String] {
    let name = control.attributes["name"] ?? ""
    guard control.attributes["value"] == nil else {
      throw refusal("the choices of '\(name)' stand in the tasks, not in the configuration")
    }
    // In results the alias stands for the value.
    let offered = control.descendants.filter { $0.name == "Choice" }
      .compactMap { choice -> (value: String?, written: String)? in
        let value = choice.attributes["value"]
        return (choice.attributes["alias"] ?? value).map { (value, $0) }
      }
    var found: [ExactString: String] = [:]
    for choice in offered { found[ExactString(choice.written)] = choice.written }
    for choice in offered {
      guard let value = choice.value.map({ ExactString($0) }), found[value] == nil else { continue }
      found[value] = choice.written
    }
    let missing = classes.filter { found[ExactString($0)] == nil }
    guard missing.isEmpty else {
      let shown = missing.prefix(5).map { "'\($0)'" }.joined(separator: ", ")
      let rest = missing.count > 5 ? " and \(missing.count - 5) more" : ""
      throw refusal(
        "the control '\(name)' has no choice \(shown)\(rest)",
        help: "add <Choice value=\"\(missing[0])\"/>, or alias=\"\(missing[0])\" to another"
      )
    }
    return found
  }

  private static func refusal(_ message: String, help: String? = nil) -> WebError {
    WebError(.unprocessableContent, "label_config", message, help: help)
  }
}
