internal import RealModule

/// How much more a term belongs to some documents than to others.
///
/// It is the log-odds ratio of a document of the group to hold the term against one outside,
/// smoothed by a Dirichlet prior in the proportions of all documents, divided by its standard
/// error: equations 15 to 22 of the paper, with documents in place of words.
/// - SeeAlso: Monroe, Colaresi & Quinn 2008, doi:10.1093/pan/mpn018
struct TermContrast {
  /// Documents in which the prior alone says how often a term is held.
  private static let priorDocuments = 10.0

  /// The smoothed log-odds ratio.
  let logOdds: Double
  /// How many standard errors it is above 0.
  let zScore: Double

  /// Compares a group with the documents outside; counts may be expected ones.
  ///
  /// - Parameters:
  ///   - inside: Documents of the group that hold the term.
  ///   - insideTotal: Documents of the group.
  ///   - outside: Other documents that hold it.
  ///   - outsideTotal: Other documents.
  ///   - share: Share of all documents that hold it, for the prior.
  init(
    inside: Double,
    of insideTotal: Double,
    outside: Double,
    of outsideTotal: Double,
    share: Double
  ) {
    let prior = Self.priorDocuments * share
    let rest = Self.priorDocuments - prior
    let own = (inside + prior) / max(insideTotal - inside + rest, 1e-9)
    let others = (outside + prior) / max(outsideTotal - outside + rest, 1e-9)
    logOdds = Double.log(own) - Double.log(others)
    let variance = 1 / (inside + prior) + 1 / (outside + prior)
    zScore = logOdds / variance.squareRoot()
  }
}
