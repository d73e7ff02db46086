internal import LabelingCore

/// The query strategies by name.
///
/// A strategy is written as its name, with what it looks at after a colon where
/// it takes that (`margin:end-model`, `function:has_link`), or as a mixture of
/// strategies by share (`0.8 margin + 0.2 random`).
package enum StrategyCatalogue {
  /// All strategies: a strategy is a file and an entry here.
  package static let descriptions: [StrategyDescription] = [
    .plain(
      RandomSampling(),
      "every document is equally likely",
      "the measure for all others"
    ),
    .uncertainty(
      .leastConfidence,
      "the most probable class is least probable",
      "Lewis & Gale 1994"
    ),
    .uncertainty(
      .margin,
      "the two most probable classes are nearly tied",
      "Scheffer, Decomain & Wrobel 2001"
    ),
    .uncertainty(
      .entropy,
      "all classes are nearly tied",
      "Settles 2009"
    ),
    .plain(
      VoteDisagreement(.disagreement),
      "functions' votes are spread over classes",
      "Dagan & Engelson 1995"
    ),
    .plain(
      VoteDisagreement(.conflict),
      "most pairs of functions contradict each other",
      "Dagan & Engelson 1995"
    ),
    .plain(
      CommitteeSampling(.voteEntropy),
      "classifiers from resampled answers vote for different classes",
      "Seung, Opper & Sompolinsky 1992; Abe & Mamitsuka 1998"
    ),
    .plain(
      CommitteeSampling(.divergence),
      "classifiers from resampled answers differ in their probabilities",
      "McCallum & Nigam 1998"
    ),
    .plain(
      CommitteeSampling(.bald),
      "the label says most about the classifier",
      "Houlsby et al. 2011, arXiv:1112.5745"
    ),
    .plain(
      DensityWeighted(),
      "uncertain and like many others",
      "Settles & Craven 2008, doi:10.3115/1613715.1613855"
    ),
    .plain(
      CoreSet(),
      "least like all that are labeled",
      "Sener & Savarese 2018, arXiv:1708.00489"
    ),
    .plain(
      RankedBatch(),
      "uncertain and unlike the others of the batch",
      "Cardoso et al. 2017, doi:10.1016/j.ins.2016.10.037"
    ),
    .plain(
      ExpectedGradient(),
      "the label is expected to change the classifier most",
      "Settles, Craven & Ray 2008"
    ),
    .plain(
      ContrastiveSampling(),
      "predicted unlike their labeled neighbors",
      "Margatina et al. 2021, arXiv:2109.03764"
    ),
    .plain(
      DiscriminativeSampling(),
      "easiest to distinguish from labeled documents",
      "Gissin & Shalev-Shwartz 2019, arXiv:1907.06347"
    ),
    .plain(
      TypicalFirst(),
      "most typical of each cluster, for the first answers",
      "Hacohen, Dekel & Weinshall 2022, arXiv:2202.02794"
    ),
    .ofFunction(
      FunctionSettling.name,
      "settle how accurate a labeling function is",
      "Sawade et al. 2010; Madow 1949"
    ) { FunctionSettling(function: $0) },
  ]

  /// The strategy of sessions unless another is asked for.
  package static let defaultStrategy: any QueryStrategy = UncertaintySampling(.margin)

  /// Names of all strategies, without what they look at.
  package static var names: [String] { descriptions.map(\.bareName) }

  /// The strategy that is written so.
  ///
  /// - Throws: ``ActiveLearningError`` when there is none of this name, or when the
  ///   shares of a mixture are not positive numbers that add up to 1.
  package static func strategy(
    _ text: String
  ) throws(ActiveLearningError) -> any QueryStrategy {
    let terms = text.split(separator: "+", omittingEmptySubsequences: false).map {
      $0.split(whereSeparator: \.isWhitespace).map(String.init)
    }
    if terms.count == 1, terms[0].count == 1 { return try single(terms[0][0]) }
    if terms.count == 1, terms[0].isEmpty { throw .unknownStrategy("") }
    var parts: [MixedStrategy.Part] = []
    for term in terms {
      guard let last = term.last else { throw .emptyPart(mixture: text) }
      guard term.count == 2, let share = Double(term[0]), share > 0, share <= 1 else {
        throw .invalidShare(term.count < 2 ? last : term[0], mixture: text)
      }
      parts.append(.init(share: share, strategy: try single(last)))
    }
    let total = parts.reduce(0) { $0 + $1.share }
    guard abs(total - 1) < 1e-6 else { throw .invalidShare("\(total)", mixture: text) }
    let name = terms.map { $0.joined(separator: " ") }.joined(separator: " + ")
    return MixedStrategy(parts, name: name)
  }

  private static func single(_ text: String) throws(ActiveLearningError) -> any QueryStrategy {
    let colon = text.firstIndex(of: ":")
    let name = String(colon.map { text[..<$0] } ?? text[...])
    let argument = colon.map { String(text[text.index(after: $0)...]) }
    guard let description = descriptions.first(where: { $0.bareName == name }) else {
      throw .unknownStrategy(name)
    }
    return try description.make(argument)
  }
}
