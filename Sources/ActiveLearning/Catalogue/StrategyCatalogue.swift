internal import LabelingCore

/// The query strategies by name.
///
/// A strategy is written as its name, with what it looks at after a colon where
/// it takes that (`margin:end-model`, `function:has_link`), or as a mixture of
/// strategies by share (`0.8 margin + 0.2 random`).
package enum StrategyCatalogue {
  /// All strategies.
  package static let descriptions: [StrategyDescription] = [
    .init(
      name: RandomSampling.name,
      summary: "every document is equally likely",
      reference: "the measure for all others"
    ),
    .init(
      name: "least-confidence[:SOURCE]",
      summary: "the most probable class is least probable",
      reference: "Lewis & Gale 1994"
    ),
    .init(
      name: "margin[:SOURCE]",
      summary: "the two most probable classes are nearly tied",
      reference: "Scheffer, Decomain & Wrobel 2001"
    ),
    .init(
      name: "entropy[:SOURCE]",
      summary: "all classes are nearly tied",
      reference: "Settles 2009"
    ),
    .init(
      name: "disagreement",
      summary: "functions' votes are spread over classes",
      reference: "Dagan & Engelson 1995"
    ),
    .init(
      name: "conflict",
      summary: "most pairs of functions contradict each other",
      reference: "Dagan & Engelson 1995"
    ),
    .init(
      name: "committee-vote-entropy",
      summary: "classifiers from resampled answers vote for different classes",
      reference: "Seung, Opper & Sompolinsky 1992; Abe & Mamitsuka 1998"
    ),
    .init(
      name: "committee-kl",
      summary: "classifiers from resampled answers differ in their probabilities",
      reference: "McCallum & Nigam 1998"
    ),
    .init(
      name: "bald",
      summary: "the label says most about the classifier",
      reference: "Houlsby et al. 2011, arXiv:1112.5745"
    ),
    .init(
      name: DensityWeighted.name,
      summary: "uncertain and like many others",
      reference: "Settles & Craven 2008, doi:10.3115/1613715.1613855"
    ),
    .init(
      name: CoreSet.name,
      summary: "least like all that are labeled",
      reference: "Sener & Savarese 2018, arXiv:1708.00489"
    ),
    .init(
      name: RankedBatch.name,
      summary: "uncertain and unlike the others of the batch",
      reference: "Cardoso et al. 2017, doi:10.1016/j.ins.2016.10.037"
    ),
    .init(
      name: ExpectedGradient.name,
      summary: "the label is expected to change the classifier most",
      reference: "Settles, Craven & Ray 2008"
    ),
    .init(
      name: ContrastiveSampling.name,
      summary: "predicted unlike their labeled neighbours",
      reference: "Margatina et al. 2021, arXiv:2109.03764"
    ),
    .init(
      name: DiscriminativeSampling.name,
      summary: "easiest to distinguish from labeled documents",
      reference: "Gissin & Shalev-Shwartz 2019, arXiv:1907.06347"
    ),
    .init(
      name: TypicalFirst.name,
      summary: "most typical of each cluster, for the first answers",
      reference: "Hacohen, Dekel & Weinshall 2022, arXiv:2202.02794"
    ),
    .init(
      name: "function:NAME",
      summary: "settle how accurate a labeling function is",
      reference: "Sawade et al. 2010; Madow 1949"
    ),
  ]

  /// Names of all strategies, without what they look at.
  package static var names: [String] {
    descriptions.map { String($0.name.prefix { $0 != ":" && $0 != "[" }) }
  }

  /// The strategy that is written so.
  ///
  /// - Throws: ``ActiveLearningError`` when there is none of this name, or when the
  ///   shares of a mixture are no positive numbers that add up to 1.
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
    if name == FunctionSettling.name {
      guard let argument, !argument.isEmpty else {
        throw .argument(strategy: name, isTaken: true)
      }
      return FunctionSettling(function: argument)
    }
    if let measure = UncertaintySampling.Measure(rawValue: name) {
      guard let argument else { return UncertaintySampling(measure) }
      guard let source = PosteriorSource(rawValue: argument) else {
        throw .unknownSource(argument, strategy: name)
      }
      return UncertaintySampling(measure, source: source)
    }
    guard let strategy = plain(name) else { throw .unknownStrategy(name) }
    guard argument == nil else { throw .argument(strategy: name, isTaken: false) }
    return strategy
  }

  private static func plain(_ name: String) -> (any QueryStrategy)? {
    if let measure = VoteDisagreement.Measure(rawValue: name) { return VoteDisagreement(measure) }
    if let measure = CommitteeSampling.Measure(rawValue: name) { return CommitteeSampling(measure) }
    let others: [any QueryStrategy] = [
      RandomSampling(), DensityWeighted(), CoreSet(), RankedBatch(), ExpectedGradient(),
      ContrastiveSampling(), DiscriminativeSampling(), TypicalFirst(),
    ]
    return others.first { $0.name == name }
  }
}
