internal import LabelingCore

/// The projects that a program has, as far as an account sees them.
struct ToolProjects {
  private let projects: [String]

  /// Takes the number and the title of each.
  init(_ list: JSONValue?, title: String) {
    projects = (list?.elements ?? []).prefix(10).compactMap { project in
      project["id"]?.name.map { "\($0) '\(project[title]?.string ?? "")'" }
    }
  }

  /// The error of who names one that is not among them.
  func missing(_ project: Int, in tool: String) -> Diagnostic {
    Diagnostic(
      "\(tool) has no project \(project) that the account of the token sees",
      help: projects.isEmpty
        ? "create one there; its number is in the address of its page"
        : "its number is in the address of its page; there are "
          + projects.joined(separator: ", ")
    )
  }
}
