package import LabelingCore

/// Words and phrases that distinguish classes and are in documents that need them.
///
/// The score is the log-odds ratio of a document of a class to hold the term against
/// one of any other class, smoothed by a Dirichlet prior in the proportions of the whole
/// corpus, divided by its standard error. It is taken over documents whose class is known,
/// from gold or, less surely, from the model's probabilities; support is counted where a new
/// function is wanted.
/// - SeeAlso: Monroe, Colaresi & Quinn 2008, doi:10.1093/pan/mpn018
package struct TermSuggestions: Sendable, Encodable {
  /// Which documents a new function is wanted for.
  package enum Target: String, Sendable, Encodable, CaseIterable {
    /// Those without votes.
    case uncovered
    /// Those whose votes disagree.
    case conflicting
    /// Both.
    case both
  }

  /// How terms are looked for.
  package struct Options: Sendable {
    /// Where functions are wanted.
    package var target = Target.both
    /// Most words of a phrase.
    package var phraseLength = 3
    /// Fewest target documents that hold a term.
    package var minimumSupport = 5
    /// Least lower end of the precision's interval.
    package var minimumPrecision = 0.7
    /// Most suggestions for each class.
    package var limit = 8
    /// Documents that are looked at; of more a random choice.
    package var documentLimit = 50_000
    /// Where random choices begin.
    package var seed = SeededGenerator.defaultSeed

    /// The usual ones.
    package init() {}

    /// The usual ones, which options of the command line have as defaults.
    package static let defaults = Options()
  }

  /// A word or phrase that points to a class.
  package struct Suggestion: Sendable, Encodable {
    /// The term in lower case.
    package let term: String
    /// The class it votes for.
    package let vote: String
    /// How many standard errors its log-odds ratio is above 0.
    package let zScore: Double
    /// The smoothed log-odds ratio.
    package let logOdds: Double
    /// Target documents that hold it.
    package let support: Int
    /// Documents of known class that hold it; expected where classes are probabilities.
    package let judgedCount: Double
    /// Share of these that are of the class.
    package let precision: Double
    /// Confidence interval of `precision`, as if documents were independent.
    package let precisionInterval: Interval?
    /// Ids of some target documents that hold it.
    package let examples: [String]
    /// A function to paste into the task.
    package let swift: String
  }

  /// Whether classes are gold labels; otherwise they are the model's probabilities.
  package let usesGold: Bool
  /// Documents that were looked at.
  package let documentCount: Int
  /// Documents of the target among them.
  package let targetCount: Int
  /// Terms times classes that were tested.
  package let testCount: Int
  /// The z-score from which on a term is suggested: a chance of at most 5 % that any
  /// of all tests passes by accident (Bonferroni).
  package let threshold: Double
  /// Terms left out as a function matches the same documents already.
  package let duplicateCount: Int
  /// The suggestions, by class and then by score.
  package let suggestions: [Suggestion]

  init(
    usesGold: Bool,
    documentCount: Int,
    targetCount: Int,
    testCount: Int,
    threshold: Double,
    duplicateCount: Int,
    suggestions: [Suggestion]
  ) {
    self.usesGold = usesGold
    self.documentCount = documentCount
    self.targetCount = targetCount
    self.testCount = testCount
    self.threshold = threshold
    self.duplicateCount = duplicateCount
    self.suggestions = suggestions
  }
}
