internal import LabelingCore
internal import Sessions

/// What `winnow session export --send-to` says about what it has done.
struct SendingText {
  let outcome: AnswerSending.Outcome
  /// The number of the project.
  let project: Int

  /// A line for each kind of thing.
  var remarks: [String] {
    var lines = ["sent to \(outcome.tool), project \(project): \(Self.list(outcome.shown))"]
    if outcome.presentCount > 0 {
      lines.append(
        "not sent again: \(Formatting.count(outcome.presentCount, "document")) that the project "
          + "has already, with what was said of \(outcome.presentCount == 1 ? "it" : "them") then"
      )
    }
    if !outcome.created.isEmpty || outcome.knownUserCount > 0 {
      lines.append(
        "users: \(outcome.created.count) created, \(outcome.knownUserCount) there already"
      )
    }
    if outcome.kept.contains(where: { $0.count > 0 }) {
      lines.append(
        "kept in '\(outcome.keeper)', which \(outcome.tool) does not show and an import reads: "
          + Self.list(outcome.kept)
      )
    }
    return lines + outcome.remarks
  }

  /// The users that were created, as they sign in; a line for each.
  var users: [String] { outcome.created.map(\.description) }

  /// How users that have no password get one; `nil` where all have one.
  var advice: String? {
    guard outcome.created.contains(where: { $0.password == nil }) else { return nil }
    return "new users sign in once they have a password: "
      + "label-studio reset_password --username ADDRESS"
  }

  private static func list(_ counts: [(count: Int, noun: String)]) -> String {
    let words = counts.filter { $0.count > 0 }.map { Formatting.count($0.count, $0.noun) }
    return words.isEmpty ? "nothing" : words.joined(separator: ", ")
  }
}
