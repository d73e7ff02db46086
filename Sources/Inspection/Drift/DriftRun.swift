internal import LabelModels
package import LabelingCore
internal import PluginHost
package import Runs
package import VoteAnalysis

/// Compares two corpora by the votes of one task, or two files of votes.
package struct DriftRun {
  /// What counts as drift.
  package var options = DriftOptions()
  /// Where bad records went and which functions had faults, by corpus.
  package private(set) var outcomes: [ApplyRun.Outcome] = []

  /// Prepares a comparison.
  package init(options: DriftOptions = DriftOptions()) { self.options = options }

  /// Applies the same functions to both corpora and compares votes, labels and words.
  ///
  /// - Parameters:
  ///   - old: The run over the old corpus.
  ///   - new: The run over the new corpus, of the same plugin.
  /// - Returns: What has changed.
  /// - Throws: What applying throws, and `LabelModelError`.
  package mutating func run(from old: ApplyRun, to new: ApplyRun) throws -> DriftReport {
    var terms = TermTable()
    var hasText = true
    var votes: [VotePatterns] = []
    for (run, side) in [(old.ofVotesAlone, TermTable.Side.old), (new.ofVotesAlone, .new)] {
      let manifest = run.plugin.manifest
      var builder = VotePatterns.Builder(
        voters: manifest.functions.map(\.name),
        labelSpace: manifest.labelSpace
      )
      let outcome = try run.run { voted in
        voted.forEachRow { _, votes in builder.append(votes) }
        guard let texts = voted.batch.texts else {
          hasText = false
          return
        }
        for text in texts { terms.add(voted.batch.documents.bytes[text.range], to: side) }
      }
      outcomes.append(outcome)
      votes.append(builder.finish(saying: outcome.ballots))
    }
    var report = try self.report(from: votes[0], to: votes[1])
    if hasText {
      report.text = TextDrift(
        of: terms.counts,
        oldCount: terms.oldCount,
        newCount: terms.newCount,
        options: options
      )
    }
    return report
  }

  /// Compares votes.
  ///
  /// One label model is fitted to the old votes and labels both, so that a change of
  /// labels is not one of the model. It needs the same functions in both; where they
  /// differ labels are left out.
  /// - Parameters:
  ///   - old: The old corpus' votes.
  ///   - new: The new corpus' votes.
  /// - Returns: What has changed; without words.
  /// - Throws: `LabelModelError`, and a `Diagnostic` for votes that cannot be compared.
  package func report(from old: VotePatterns, to new: VotePatterns) throws -> DriftReport {
    guard old.kind == new.kind else { throw LabelModelError.kindsDiffer(model: old.kind) }
    guard old.labelSpace == new.labelSpace else {
      throw LabelModelError.classesDiffer(
        expected: old.labelSpace.classes,
        found: new.labelSpace.classes
      )
    }
    guard old.voters.contains(where: FieldTable(new.voters).contains) else {
      throw Diagnostic(
        "the two files of votes have no function in common",
        help: "compare votes of the same task on two corpora"
      )
    }
    for (votes, name) in [(old, "old"), (new, "new")] where votes.rowCount == 0 {
      throw Diagnostic("the \(name) votes have no document", help: "there is nothing to compare")
    }
    var labels: (old: [Double], new: [Double])?
    if old.voters.areExactly(new.voters),
      old.counts.indices.contains(where: { !old.entries(of: $0).isEmpty })
    {
      labels = try old.kind == .one ? expected(old, new) : expectedPresent(old, new)
    }
    return DriftReport(from: old, to: new, labels: labels, options: options)
  }

  /// Expected covered documents of each class, by one model.
  private func expected(
    _ old: VotePatterns,
    _ new: VotePatterns
  ) throws -> (old: [Double], new: [Double]) {
    var fit = FitRun(.model(LabelModelRegistry.defaultModel))
    fit.checks = false
    let fitted = try fit.run(on: old)
    return (
      Self.mass(fitted.posteriors, of: old),
      Self.mass(try fitted.fitted.posteriors(of: new), of: new)
    )
  }

  /// The same where documents have several classes.
  private func expectedPresent(
    _ old: VotePatterns,
    _ new: VotePatterns
  ) throws -> (old: [Double], new: [Double]) {
    let fitted = try MultiLabelModel().fitted(to: old)
    return (
      Self.mass(try fitted.probabilities(of: old), of: old),
      Self.mass(try fitted.probabilities(of: new), of: new)
    )
  }

  /// Expected number of covered documents of each class.
  private static func mass(_ posteriors: SoftLabels, of votes: VotePatterns) -> [Double] {
    var mass = [Double](repeating: 0, count: votes.labelSpace.classCount)
    for x in 0..<votes.patternCount where !votes.entries(of: x).isEmpty {
      for (y, value) in posteriors[row: x].enumerated() {
        mass[y] += Double(votes.counts[x]) * value
      }
    }
    return mass
  }
}
