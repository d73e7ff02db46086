/// What an annotator did so far.
package struct AnnotatorProgress: Hashable, Sendable {
  /// Who.
  package var annotator: Annotator
  /// Answers as they stand.
  package var answerCount: Int
  /// Documents passed over.
  package var skipCount: Int
  /// Median time of an answer in seconds; `nil` where none was taken.
  package var medianSeconds: Double?
}
