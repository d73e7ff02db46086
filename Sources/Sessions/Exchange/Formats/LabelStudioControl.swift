internal import LabelingCore

/// The control of a Label Studio project that the classes of a file are from.
///
/// A project may ask several questions, each by a control of its own; a session asks one.
struct LabelStudioControl {
  /// Its name; `nil` where the file does not name it.
  let name: String?
  /// Whether the file has choices about whole documents.
  let hasChoices: Bool
  private let taxonomy: LabelStudioTaxonomy

  /// Finds the one control of a file, or the one that was asked for.
  ///
  /// - Throws: A `Diagnostic` where it is not clear which one is meant.
  init(of tasks: [(JSONValue, SourceLocation)], in file: AnswerReader) throws {
    let answers = tasks.flatMap { Self.annotations(of: $0.0) }
    let predictions = file.kind == .one ? [] : tasks.flatMap { $0.0["predictions"]?.elements ?? [] }
    let answered = Self.names(in: answers)
    hasChoices = answered != nil
    // Where nobody has answered, the predictions are about the question.
    let names = answered ?? Self.names(in: predictions) ?? []
    taxonomy = LabelStudioTaxonomy(
      of: (answers + predictions).lazy.flatMap { $0["result"]?.elements ?? [] },
      classes: file.classes
    )
    if let wanted = file.options.control {
      guard names.isEmpty || names.containsExactly(wanted) else {
        throw Diagnostic(
          at: SourceLocation(file.path),
          "no control is called '\(wanted)'",
          help: Suggestion.help(for: wanted, among: names, kind: "controls")
        )
      }
      name = names.isEmpty ? nil : wanted
      return
    }
    guard names.count < 2 else {
      throw Diagnostic(
        at: SourceLocation(file.path),
        "the file answers \(Formatting.count(names.count, "question")), and a session asks one",
        help: "choose one with '--control NAME'; controls are "
          + names.map { "'\($0)'" }.joined(separator: ", ")
      )
    }
    name = names.first
  }

  /// The names of the controls with choices about whole documents; `nil` where there are no choices.
  private static func names(in annotations: [JSONValue]) -> [String]? {
    var names: [String]?
    for annotation in annotations {
      let results = annotation["result"]?.elements ?? []
      for result in results where isChoice(result, among: results) {
        names = names ?? []
        guard let name = result["from_name"]?.string else { continue }
        if names?.containsExactly(name) == false { names?.append(name) }
      }
    }
    return names
  }

  /// The annotations of a task; older versions called them completions.
  static func annotations(of task: JSONValue) -> [JSONValue] {
    (task["annotations"] ?? task["completions"])?.elements ?? []
  }

  /// Whether a result is a choice about the whole document, from a list or a taxonomy.
  static func isChoice(_ result: JSONValue, among results: [JSONValue]) -> Bool {
    let value = result["value"]
    return (value?["choices"] ?? value?["taxonomy"])?.elements != nil
      && !isRegional(result, among: results)
  }

  /// Whether a result is about a part of the document: it says where, or belongs to one that does.
  static func isRegional(_ result: JSONValue, among results: [JSONValue]) -> Bool {
    let places = ["start", "end", "startOffset", "x", "y", "points", "rle", "ranges"]
    func hasPlace(_ result: JSONValue) -> Bool {
      places.contains { result["value"]?[$0] != nil }
    }
    if hasPlace(result) { return true }
    guard let id = result["id"]?.string else { return false }
    return results.contains { $0["id"]?.string == id && hasPlace($0) }
  }

  /// The classes that an annotation chose with this control; `nil` where it chose a group of
  /// classes.
  func choices(of annotation: JSONValue) -> [String]? {
    let results = annotation["result"]?.elements ?? []
    var found: [String] = []
    for result in results where isOwn(result, among: results) {
      if let paths = LabelStudioTaxonomy.paths(of: result) {
        guard let classes = taxonomy.classes(of: paths) else { return nil }
        found += classes
      } else {
        found += result["value"]?["choices"]?.elements?.compactMap(\.name) ?? []
      }
    }
    return found
  }

  /// Whether a result is a choice with this control.
  func isOwn(_ result: JSONValue, among results: [JSONValue]) -> Bool {
    guard Self.isChoice(result, among: results) else { return false }
    guard let name, let found = result["from_name"]?.string else { return true }
    return found.isExactly(name)
  }
}

/// What the ground truths of a file settle.
///
/// Label Studio takes every annotation that it imports for the truth, so where all are, none
/// settles anything.
struct LabelStudioTruths {
  /// Whether some annotations are singled out.
  let areMeant: Bool
  private let control: LabelStudioControl
  private let kind: LabelKind

  /// Counts the ground truths of a file.
  init(
    of tasks: [(JSONValue, SourceLocation)],
    _ control: LabelStudioControl,
    _ kind: LabelKind
  ) {
    self.control = control
    self.kind = kind
    var (count, trueCount) = (0, 0)
    for (task, _) in tasks {
      for annotation in LabelStudioControl.annotations(of: task)
      where annotation["was_cancelled"]?.isTrue != true {
        count += 1
        if annotation["ground_truth"]?.isTrue == true { trueCount += 1 }
      }
    }
    areMeant = trueCount > 0 && trueCount < count
  }

  /// The annotations of a task that are the truth, with their classes.
  func annotations(of task: JSONValue) -> [(annotation: JSONValue, labels: [String])] {
    guard areMeant else { return [] }
    return LabelStudioControl.annotations(of: task).compactMap { annotation in
      guard annotation["ground_truth"]?.isTrue == true,
        annotation["was_cancelled"]?.isTrue != true
      else { return nil }
      guard let choices = control.choices(of: annotation) else { return nil }
      return kind == .several || choices.count == 1 ? (annotation, choices) : nil
    }
  }
}
