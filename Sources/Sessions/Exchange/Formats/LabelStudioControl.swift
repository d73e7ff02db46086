internal import LabelingCore

/// The control of a Label Studio project that the classes of a file are from.
///
/// A project may ask several questions, each by a control of its own; a session asks one.
struct LabelStudioControl {
  /// Its name; `nil` where the file does not name it.
  let name: String?
  /// Whether the file has choices about whole documents.
  let hasChoices: Bool

  /// Finds the one control of a file, or the one that was asked for.
  ///
  /// - Throws: A `Diagnostic` where it is not clear which one is meant.
  init(of tasks: [(JSONValue, SourceLocation)], in file: AnswerReader) throws {
    var names: [String] = []
    var hasChoices = false
    for (task, _) in tasks {
      for annotation in Self.annotations(of: task) {
        let results = annotation["result"]?.elements ?? []
        for result in results where Self.isChoice(result, among: results) {
          hasChoices = true
          guard let name = result["from_name"]?.string else { continue }
          if !names.containsExactly(name) { names.append(name) }
        }
      }
    }
    self.hasChoices = hasChoices
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

  /// The annotations of a task; older versions called them completions.
  static func annotations(of task: JSONValue) -> [JSONValue] {
    (task["annotations"] ?? task["completions"])?.elements ?? []
  }

  /// Whether a result is a choice about the whole document.
  static func isChoice(_ result: JSONValue, among results: [JSONValue]) -> Bool {
    result["value"]?["choices"]?.elements != nil && !isRegional(result, among: results)
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

  /// The classes that an annotation chose with this control.
  func choices(of annotation: JSONValue) -> [String] {
    let results = annotation["result"]?.elements ?? []
    return results.filter { isOwn($0, among: results) }.flatMap {
      $0["value"]?["choices"]?.elements?.compactMap(\.name) ?? []
    }
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

  /// Counts the ground truths of a file.
  init(of tasks: [(JSONValue, SourceLocation)], _ control: LabelStudioControl) {
    self.control = control
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
  func annotations(of task: JSONValue) -> [(annotation: JSONValue, label: String)] {
    guard areMeant else { return [] }
    return LabelStudioControl.annotations(of: task).compactMap { annotation in
      guard annotation["ground_truth"]?.isTrue == true,
        annotation["was_cancelled"]?.isTrue != true
      else { return nil }
      let choices = control.choices(of: annotation)
      return choices.count == 1 ? (annotation, choices[0]) : nil
    }
  }
}
