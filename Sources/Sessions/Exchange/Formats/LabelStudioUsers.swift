internal import LabelingCore

/// The annotators as whose answers a file of Label Studio was written, by user.
///
/// Winnow notes with each answer as which user it wrote it, so who answers or corrects in Label
/// Studio is known again without a table.
struct LabelStudioUsers {
  /// The annotators; nobody for a user who stands for several, and nobody at all where the numbers
  /// are those of another Label Studio.
  private(set) var annotators: [ExactString: String] = [:]

  /// Collects the users of some tasks.
  init(of tasks: [(JSONValue, SourceLocation)]) {
    var shared: Set<ExactString> = []
    for (task, _) in tasks {
      let answers = task["data"]?[OwnMember.name]?["answers"]?.elements ?? []
      for answer in answers {
        guard let user = answer["user"]?.string, let name = answer["annotator"]?.string else {
          continue
        }
        let known = annotators.updateValue(name, forKey: ExactString(user))
        if let known, !known.isExactly(name) { shared.insert(ExactString(user)) }
      }
      if !Self.agree(LabelStudioControl.annotations(of: task), with: answers) {
        annotators = [:]
        return
      }
    }
    for user in shared { annotators[user] = nil }
  }

  /// Whether the annotations that Label Studio took in are of the users as whom they were written.
  private static func agree(_ annotations: [JSONValue], with answers: [JSONValue]) -> Bool {
    annotations.allSatisfy { annotation in
      guard let number = annotation["import_id"]?.number.flatMap({ Int(checking: $0) }),
        answers.indices.contains(number - 1), let user = answers[number - 1]["user"]?.string,
        let person = annotation["completed_by"]
      else { return true }
      let names = [person.name, person["id"]?.name, person["email"]?.name].compactMap { $0 }
      // A number says nothing about an address.
      let isComparable = names.contains { (Int($0) == nil) == (Int(user) == nil) }
      return !isComparable || names.contains { $0.isExactly(user) }
    }
  }
}
