internal import Inspection
internal import LabelingCore
internal import PluginHost

/// How tests of a task went, in words.
enum TestText {
  private static let differenceLimit = 20

  /// A line per function, and below it the examples that fail.
  static func examples(
    of functions: [PluginManifest.Function],
    _ failures: [FailedExample]
  ) -> [StyledText] {
    var lines: [StyledText] = []
    for function in functions {
      let own = failures.filter { $0.function == function.name }
      let count = function.exampleCount
      let examples = "\(count) \(count == 1 ? "example" : "examples")"
      if count == 0 {
        lines.append(StyledText("–     \(function.name): no examples", .dim))
      } else if own.isEmpty {
        lines.append(
          StyledText("ok", .good) + StyledText("    \(function.name): \(examples)")
        )
      } else {
        lines.append(
          StyledText("FAIL", .bad)
            + StyledText("  \(function.name): \(own.count) of \(examples)")
        )
      }
      for failure in own {
        let text = failure.text.map { " \"\(PlainText.line($0, limit: 70))\"" } ?? ""
        lines += [
          StyledText("      \(failure.location):\(text)"),
          StyledText("      - expected \(failure.expected)", .good),
          StyledText("      + got \(PlainText.line(failure.outcome, limit: 90))", .bad),
        ]
      }
    }
    let total = functions.reduce(0) { $0 + $1.exampleCount }
    let bare = functions.count { $0.exampleCount == 0 }
    lines.append("")
    lines.append(
      "\(Formatting.count(functions.count, "function")), \(Formatting.count(total, "example")), "
        + "\(failures.count) failed"
        + (bare > 0
          ? "; \(Formatting.count(bare, "function")) "
            + "\(Formatting.verb(bare, "has", "have")) no example" : "")
    )
    return lines
  }

  /// What has changed since votes were recorded.
  static func votes(
    _ comparison: GoldenVotes.Comparison,
    recordedIn path: String
  ) -> [StyledText] {
    var lines: [StyledText] = []
    for difference in comparison.differences.prefix(differenceLimit) {
      lines += [
        StyledText("\(PlainText.line(difference.id, limit: 60)) \(difference.function)"),
        StyledText("      - recorded \(difference.expected ?? "abstain")", .good),
        StyledText("      + votes \(difference.found ?? "abstain")", .bad),
      ]
    }
    let rest = comparison.differences.count - differenceLimit
    if rest > 0 { lines.append("… and \(Formatting.count(rest, "more vote"))") }
    for (words, names) in [
      ("functions on record are gone", comparison.missingFunctions),
      ("functions are not on record", comparison.newFunctions),
      ("documents on record are not in the corpus", comparison.missingIDs),
      ("documents are not on record", comparison.newIDs),
    ] where !names.isEmpty {
      let shown = names.prefix(5).map { PlainText.line($0, limit: 40) }.joined(separator: ", ")
      lines.append("\(names.count) \(words): \(shown)\(names.count > 5 ? ", …" : "")")
    }
    lines.append(
      "\(Formatting.count(comparison.documentCount, "document")) as recorded in \(path): "
        + "\(Formatting.count(comparison.differences.count, "vote")) "
        + "\(Formatting.verb(comparison.differences.count, "differs", "differ"))"
    )
    for difference in comparison.unsteady { lines.append(StyledText(difference.words, .bad)) }
    if !comparison.isSame, comparison.unsteady.isEmpty {
      lines.append("when the change is right, write them down again with '--record \(path)'")
    }
    return lines
  }
}
