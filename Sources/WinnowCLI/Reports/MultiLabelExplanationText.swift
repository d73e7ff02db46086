internal import Foundation
internal import LabelModels
internal import LabelingCore

/// How the probabilities of a document's classes come about, as a table.
enum MultiLabelExplanationText {
  /// Log-odds of each class, then what they come to.
  static func lines(
    _ explanation: MultiLabelExplanation,
    of fitted: FittedMultiLabelModel
  ) -> [StyledText] {
    var odds = TextTable([("class", .left), ("part", .left), ("log-odds", .right)])
    var results = TextTable([
      ("class", .left), ("log-odds say", .right), ("vote share", .right), ("probability", .right),
      ("present above", .right), ("", .left),
    ])
    for part in explanation.classes {
      odds.add([part.name, "before any vote", number(part.prior)])
      odds.add(["", "silence", number(part.silence)])
      for statement in part.statements {
        odds.add([
          "", "\(statement.voter): \(statement.isPresent ? "present" : "absent")",
          number(statement.logOdds),
        ])
      }
      let verdict =
        part.gold.map { $0 ? "present by gold" : "absent by gold" }
        ?? (part.probability > part.threshold ? "present" : "absent")
      results.add([
        part.name, Formatting.share(part.raw), Formatting.share(part.voteShare),
        Formatting.share(part.probability), Formatting.share(part.threshold), verdict,
      ])
    }
    return odds.lines() + [""] + results.lines()
  }

  private static func number(_ value: Double) -> String { String(format: "%+.2f", value) }
}
