package import LabelModels
internal import LabelingCore
internal import PluginHost
internal import Runs

/// One document's label with everything that led to it, by name.
package struct OnlineLabel: Sendable {
  /// What one function's vote adds to each class' log score.
  package struct Contribution: Sendable {
    /// The function.
    package var function: String
    /// The class it voted for, or the classes as ballots are written.
    package var vote: String
    /// Log score by class.
    package var scores: [String: Double]
  }

  /// How the probabilities come about.
  package struct Explanation: Sendable {
    /// Log score by class before any vote.
    package var prior: [String: Double]
    /// The votes' log scores.
    package var contributions: [Contribution]
    /// Softmax of the sum of prior and contributions.
    package var raw: [String: Double]
    /// Smoothed vote shares, where the model blends them in.
    package var voteShares: [String: Double]?
    /// Weight of the vote shares.
    package var blend: Double
    /// Posterior by Dawid and Skene's model, where the votes look independent.
    package var independent: [String: Double]?
    /// Its weight.
    package var gate: Double
  }

  /// A function that failed on the document and therefore abstains.
  package struct Fault: Sendable {
    /// The function.
    package var function: String
    /// How it failed: `thrown`, `crash`, `time_out` or `disabled`.
    package var cause: String
    /// What it said.
    package var message: String
  }

  /// The document's id.
  package var id: String
  /// The label; absent where the model abstains, and where documents have several.
  package var label: String?
  /// The labels of a document that may have several, in the order of the classes; absent where it
  /// has no labels, and where documents have one.
  package var labels: [String]?
  /// The label's probability; absent where there is no label.
  package var confidence: Double?
  /// Probability by class; of several labels each on its own.
  package var probabilities: [String: Double]
  /// Class voted for, by function; other ballots as they are written.
  package var votes: [String: String]
  /// How the probabilities come about, where it was asked for and the model can explain it.
  package var explanation: Explanation?
  /// The same where documents have several labels, class by class.
  package var classExplanations: [MultiLabelExplanation.ClassPart]?
  /// What failed.
  package var faults: [Fault]

  /// Collects what is known of the document at `row`.
  ///
  /// - Parameters:
  ///   - row: The document.
  ///   - labels: The request's labels.
  ///   - explainer: The model, when its explanation is wanted.
  /// - Throws: `LabelModelError` when the model is of other functions or classes.
  package init(
    row: Int,
    of labels: OnlineLabels,
    explainedBy explainer: LabelModelFile.Content?
  ) throws(LabelModelError) {
    let pattern = labels.pattern(at: row)
    let classes = labels.votes.labelSpace.classes
    let functions = labels.votes.voters
    func byClass(_ values: some Sequence<Double>) -> [String: Double] {
      // A JSON object cannot hold two names that are canonically equivalent.
      Dictionary(zip(classes, values), uniquingKeysWith: +)
    }
    let posterior = labels.labels.probabilities[row: pattern]
    let vote = labels.labels.label(of: pattern)
    id = labels.id(at: row)
    label = labels.votes.labelSpace.name(of: vote)
    self.labels = labels.labels.labels(of: pattern)?.map { classes[$0] }
    confidence = LabelConfidence.value(of: vote, in: posterior)
    probabilities = byClass(posterior)
    votes = [:]
    for vote in labels.votes.entries(of: pattern) {
      votes[functions[Int(vote.voter)]] = labels.votes.ballots.text(
        ofBallot: Int(vote.ballot),
        by: Int(vote.voter),
        in: labels.votes.labelSpace
      )
    }
    faults = labels.faults.filter { $0.row == row }.map {
      Fault(function: functions[$0.function], cause: $0.cause.rawValue, message: $0.message)
    }
    switch explainer {
    case .one(let model):
      explanation = try model.explanation(of: pattern, in: labels.votes).map { parts in
        Explanation(
          prior: byClass(parts.prior),
          contributions: parts.contributions.map {
            Contribution(
              function: functions[$0.voter],
              vote: BallotNotation.name(of: $0.classes, in: labels.votes.labelSpace),
              scores: byClass($0.scores)
            )
          },
          raw: byClass(parts.raw),
          voteShares: parts.voteShares.map(byClass),
          blend: parts.blend,
          independent: parts.independent.map(byClass),
          gate: parts.gate
        )
      }
    case .several(let model):
      classExplanations = try model.explanation(of: pattern, in: labels.votes)?.classes
    case nil: break
    }
  }
}
