internal import CorpusIO
internal import LabelingCore

/// The labeling interface of a project of Label Studio.
struct LabelStudioInterface {
  private struct Control {
    let name: String
    let object: String
    let field: String
    /// The names of its choices; none where they come with each document.
    let choices: [String]
    /// Whether an answer may be several of them.
    let areMultiple: Bool
  }

  private let controls: [Control]

  /// Takes the `Choices` about texts out of what Label Studio made of the interface, and how they
  /// are chosen out of what was written.
  init(_ parsed: JSONValue?, written: String?) {
    let root = written.flatMap { try? XMLTree(parsing: $0) }
    let multiple = (root?.descendants ?? [])
      .filter { $0.name == "Choices" && $0.attributes["choice"] == "multiple" }
      .compactMap { $0.attributes["name"] }
    controls = (parsed?.members ?? []).compactMap { member in
      guard member.value["type"]?.string == "Choices",
        let text = member.value["inputs"]?.elements?.first(where: {
          $0["type"]?.string == "Text" || $0["type"]?.string == "HyperText"
        }), let field = text["value"]?.string,
        let object = member.value["to_name"]?.elements?.first?.string
      else { return nil }
      let choices = member.value["labels"]?.elements?.compactMap(\.string) ?? []
      return Control(
        name: member.name,
        object: object,
        field: field,
        choices: choices,
        areMultiple: multiple.containsExactly(member.name)
      )
    }
  }

  /// The control that asks for some classes.
  ///
  /// - Throws: A `Diagnostic` where there is none, or it is not clear which it is.
  func question(
    _ classes: [String],
    _ labels: LabelKind,
    project: Int
  ) throws -> LabelStudioQuestion {
    guard !controls.isEmpty else {
      throw Diagnostic(
        "the labeling interface of project \(project) has no 'Choices' about a 'Text'",
        help: "send to a project that classifies texts, or to a new one without an interface"
      )
    }
    func missing(in control: Control) -> [String] {
      control.choices.isEmpty ? [] : classes.filter { !control.choices.containsExactly($0) }
    }
    let having = controls.filter { missing(in: $0).isEmpty }
    let fitting = having.filter { labels == .one || $0.areMultiple }
    if let single = having.first, fitting.isEmpty {
      throw Diagnostic(
        "the choices '\(single.name)' of project \(project) take one class, and a document of the "
          + "session has several",
        help: "write choice=\"multiple\" into the <Choices> in the project's Settings, Labeling "
          + "Interface"
      )
    }
    if let found = fitting.first(where: { $0.name == "label" }) ?? fitting.first {
      guard fitting.count == 1 || found.name == "label" else {
        throw Diagnostic(
          "several 'Choices' of project \(project) have the session's classes",
          help: "name the one that is meant 'label', or leave the classes in one alone; they are "
            + fitting.map { "'\($0.name)'" }.joined(separator: ", ")
        )
      }
      return LabelStudioQuestion(
        control: found.name,
        object: found.object,
        field: found.field,
        isProject: true
      )
    }
    let nearest = controls.min { missing(in: $0).count < missing(in: $1).count } ?? controls[0]
    throw Diagnostic(
      "the choices '\(nearest.name)' of project \(project) lack "
        + missing(in: nearest).map { "'\($0)'" }.joined(separator: ", "),
      help: "add a <Choice> for each in the project's Settings, Labeling Interface"
    )
  }
}
