package import LabelingCore

/// A model of documents that have several classes: which of them each document has.
///
/// The pooled one is a binary problem per class whose parameters are pooled over classes and
/// functions. Silence counts: a function that is silent where others speak says something, the more
/// the more is said of the document; see ``ActivityStrata``. Copies share a vote, class by class. The
/// result is half the posterior, half the vote share. Constants are those the model was measured
/// with on four corpora of several classes a document.
///
/// For answers of people (mode `annotators`) a class that nobody was asked about says nothing. That
/// part was not measured on real data.
package struct MultiLabelModel: Hashable, Sendable, Codable {
  /// How votes are combined.
  package enum Method: String, CaseIterable, Codable, Sendable {
    /// The pooled model.
    case pooled
    /// The share of a class' votes that say it is present; 0 where nobody speaks of it.
    case majorityVote = "majority-vote"

    /// Names of the models that take several classes a document, the default first.
    package static var names: [String] { allCases.map(\.rawValue) }
  }

  /// How votes are combined.
  package var method: Method
  /// What a missing vote means.
  package var mode: PooledLabelModel.Mode
  /// At most this many iterations.
  package var maximumIterations: Int
  /// Ends when no posterior changes by this much.
  package var tolerance: Double

  /// Creates the model with the constants it was measured with.
  package init(
    method: Method = .pooled,
    mode: PooledLabelModel.Mode = .functions,
    maximumIterations: Int = 20,
    tolerance: Double = 1e-4
  ) {
    self.method = method
    self.mode = mode
    self.maximumIterations = maximumIterations
    self.tolerance = tolerance
  }

  /// Fits the model to votes; all documents count, those without a vote too.
  ///
  /// The fit sees the patterns in their own order, so it is the same to the last bit for any order
  /// of the rows.
  /// - Parameters:
  ///   - votes: Patterns of votes, with gold labels where known.
  ///   - start: A fitted model whose posteriors the fit starts from; its classes must be the
  ///     same, voters it does not know are left out at the start.
  ///   - options: How to run.
  /// - Returns: The model with what it learned.
  /// - Throws: What makes the votes unfit for the model.
  /// - Complexity: O(patterns · (statements on a pattern + *k*)) per iteration.
  package func fitted(
    to votes: VotePatterns,
    from start: FittedMultiLabelModel? = nil,
    options: FitOptions = FitOptions()
  ) throws(LabelModelError) -> FittedMultiLabelModel {
    guard votes.labelSpace.classCount > 0 else { throw .noClasses }
    guard votes.kind == .several else { throw .kindsDiffer(model: .several) }
    let votes = VotePatterns.merging([votes])
    let table = StatementTable(votes)
    var facts = MultiLabelFacts(of: votes, table: table)
    guard method == .pooled else {
      return FittedMultiLabelModel(
        model: self,
        voters: votes.voters,
        labelSpace: votes.labelSpace,
        facts: facts
      )
    }
    let weights = StatementWeights(of: table)
    var fit = MultiLabelFit(self, to: table, weights: weights.ofPairs, options)
    let beginning = try start.map { start throws(LabelModelError) in
      let known = try WarmStart.votes(votes, of: start.voters, start.labelSpace)
      // A vote share blended in would lead away from where the earlier fit ended.
      if let raw = try start.rawPosteriors(of: known, options: options) { return (known, raw) }
      return (known, try start.probabilities(of: known, options: options))
    }
    (facts.iterations, facts.converged) = fit.run(from: beginning)
    facts.copies = weights.copies.map {
      MultiLabelFacts.Copy(classIndex: $0.classIndex, voter: $0.voter, weight: $0.weight)
    }
    return FittedMultiLabelModel(
      model: self,
      voters: votes.voters,
      labelSpace: votes.labelSpace,
      parameters: fit.parameters,
      facts: facts
    )
  }
}
