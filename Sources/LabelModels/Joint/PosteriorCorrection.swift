/// What the answers say against votes and end model together, as scores to add.
///
/// It is learned from the settled answers with ``JointPosterior/answeredScores()`` as
/// offsets, by whoever knows the documents' features. Because it is learned given the
/// votes and the features that documents were chosen by, it does not matter that the
/// answered documents are no random sample.
package struct PosteriorCorrection: Hashable, Sendable {
  /// A row of scores per vote pattern, *k* each.
  package var patternScores: [Double]
  /// A row of scores per document, *k* each; empty for none.
  package var documentScores: [Double]

  /// Creates a correction.
  package init(patternScores: [Double], documentScores: [Double]) {
    self.patternScores = patternScores
    self.documentScores = documentScores
  }
}
