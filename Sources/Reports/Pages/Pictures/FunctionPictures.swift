internal import LabelModels
internal import LabelingCore
internal import MarkupText
internal import VoteAnalysis

/// Draws what each function covers, and how often it is right.
struct FunctionPictures {
  private let summary: VoteSummary
  private let estimates: [VoterEstimate]
  private let hasChance: Bool

  /// Prepares to draw.
  ///
  /// - Parameters:
  ///   - summary: The votes in numbers.
  ///   - estimates: What the model estimates of each function; empty where it does not.
  ///   - hasChance: Whether the accuracy of chance among equal classes is marked.
  init(_ summary: VoteSummary, estimates: [VoterEstimate], hasChance: Bool = true) {
    self.summary = summary
    self.estimates = estimates
    self.hasChance = hasChance
  }

  /// The share of documents that each function votes on: alone, with others, against others.
  var coverage: String {
    let voters = summary.voters
    var rows = FunctionRows(
      voters.map(\.name),
      upTo: voters.map(\.coverage).max() ?? 0,
      id: "coverage-picture",
      title: "Coverage of each function",
      summary: "A bar per function, \(voters.count) in all; together they cover "
        + "\(Formatting.percent(summary.coverage)) of "
        + "\(Formatting.count(summary.rowCount, "document"))."
    )
    for (row, voter) in voters.enumerated() {
      let alone = voter.coverage - voter.overlaps
      let agreeing = voter.coverage - voter.conflicts
      rows.bar(row, to: alone, fill: .soft, tip: "alone on \(Formatting.percent(alone))")
      rows.bar(
        row,
        from: alone,
        to: agreeing,
        fill: .strong,
        tip: "with others on \(Formatting.percent(agreeing - alone))"
      )
      rows.bar(
        row,
        from: agreeing,
        to: voter.coverage,
        fill: .other,
        tip: "in conflict on \(Formatting.percent(voter.conflicts))"
      )
      rows.note(row, Formatting.percent(voter.coverage))
    }
    return rows.canvas.document
  }

  /// Each function's accuracy on gold and its estimated accuracy, with intervals.
  var accuracy: String {
    let voters = summary.voters
    let judged = voters.count { $0.accuracy != nil }
    var rows = FunctionRows(
      voters.map(\.name),
      upTo: 1,
      id: "accuracy-picture",
      title: "Accuracy of each function",
      summary:
        "Of \(Formatting.count(voters.count, "function")) \(judged) "
        + "\(Formatting.verb(judged, "has", "have")) votes on documents with gold. "
        + "The table below has the same figures."
    )
    if hasChance { rows.mark(at: 1 / Double(max(summary.classes.count, 1))) }
    for (row, voter) in voters.enumerated() {
      if let accuracy = voter.accuracy, let interval = voter.accuracyInterval {
        rows.dot(row, at: accuracy, from: interval.lower, to: interval.upper, isHollow: false)
      }
      if estimates.indices.contains(row), estimates[row].votes > 0 {
        let estimate = estimates[row]
        rows.dot(
          row,
          at: estimate.accuracy,
          from: estimate.interval.lower,
          to: estimate.interval.upper,
          isHollow: true
        )
      }
      rows.note(row, voter.accuracy.map { Formatting.percent($0) } ?? "no evidence")
    }
    return rows.canvas.document
  }
}
