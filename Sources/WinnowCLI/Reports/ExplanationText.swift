internal import Foundation
internal import LabelModels
internal import LabelingCore

/// One document's posterior, part by part.
enum ExplanationText {
  /// The log-odds that add up, then what is made of them.
  ///
  /// - Parameters:
  ///   - explanation: The parts.
  ///   - votes: What each contribution's vote says.
  ///   - fitted: The model.
  /// - Returns: The lines.
  static func lines(
    _ explanation: PosteriorExplanation,
    votes: [String],
    of fitted: any FittedLabelModel
  ) -> [StyledText] {
    let classes = fitted.labelSpace.classes
    let (first, second) = explanation.leaders
    var lines: [StyledText] = []
    if let second {
      let odds = explanation.logOdds(of: first, against: second)
      let hasLevels = explanation.contributions.contains { $0.level != nil }
      func row(_ name: String, _ vote: String, _ level: String, _ value: Double) -> [String] {
        [name, vote] + (hasLevels ? [level] : []) + [signed(value)]
      }
      var table = TextTable(
        [
          ("log-odds of \(classes[first]) against \(classes[second])", .left), ("vote", .left),
        ] + (hasLevels ? [("level", .left)] : []) + [("", .right)]
      )
      table.add(row("prior", "", "", odds.prior))
      for ((vote, said), value) in zip(zip(explanation.contributions, votes), odds.votes) {
        let count = fitted.scales?[vote.voter]?.levelCount ?? 0
        let level = vote.level.map { "\($0 + 1) of \(count)" } ?? ""
        table.add(row(fitted.voters[vote.voter], said, level, value))
      }
      table.add(row("sum", "", "", odds.prior + odds.votes.reduce(0, +)))
      lines += table.lines() + [""]
    }
    var columns: [(heading: String, alignment: TextTable.Alignment)] = [
      ("class", .left), ("raw", .right),
    ]
    let blends = explanation.voteShares != nil
    if blends { columns += [("vote share", .right)] }
    if explanation.independent != nil { columns += [("Dawid-Skene", .right)] }
    columns += [("probability", .right)]
    var table = TextTable(columns)
    for (y, name) in classes.enumerated() {
      var cells = [name, Formatting.share(explanation.raw[y])]
      if let shares = explanation.voteShares { cells.append(Formatting.share(shares[y])) }
      if let shares = explanation.independent { cells.append(Formatting.share(shares[y])) }
      table.add(cells + [Formatting.share(explanation.posterior[y])])
    }
    lines += table.lines()
    if let set = explanation.goldSet {
      let names = set.map { "'\(classes[$0])'" }.joined(separator: ", ")
      lines.append("gold says that it is one of \(names); other classes have no probability")
    }
    if let gold = explanation.gold {
      lines.append("the gold label '\(classes[gold])' decides")
    } else if blends || explanation.independent != nil {
      var parts = ["\(weight(1 - explanation.blend - explanation.gate)) · raw"]
      if blends { parts.append("\(weight(explanation.blend)) · vote share") }
      if explanation.gate > 0 { parts.append("\(weight(explanation.gate)) · Dawid-Skene") }
      lines.append("probability = \(parts.joined(separator: " + "))")
      if explanation.balanceFactors != nil {
        lines.append("then times the declared share of each class over its mean probability")
      }
    }
    return lines
  }

  private static func weight(_ value: Double) -> String { String(format: "%.4g", value) }

  private static func signed(_ value: Double) -> String { String(format: "%+.3f", value) }
}
