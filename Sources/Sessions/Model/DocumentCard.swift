package import LabelingCore
package import PluginHost

/// A document with everything there is to show about it.
package struct DocumentCard: Hashable, Sendable {
  /// Number of the document in the session.
  package var document: Int
  /// Its id.
  package var id: String
  /// Its text; `nil` where the corpus has no text field.
  package var text: String?
  /// All fields but id and text with their values, in the order of the source.
  package var fields: [(name: String, value: String)] {
    zip(fieldNames, fieldValues).map { ($0, $1) }
  }
  /// Names of the fields.
  package var fieldNames: [String]
  /// Values of the fields.
  package var fieldValues: [String]
  /// The functions that voted, with their votes.
  package var votes: [FunctionVote]
  /// Probability of each class, as the model sees it now; empty where there is no model.
  package var probabilities: [Double]
  /// Names of the functions that ``matches`` refers to; empty without the task's plugin.
  package var functions: [String]
  /// Parts that made functions match; empty without the task's plugin.
  package var matches: [FunctionMatch]
  /// Answers of all annotators.
  package var answers: [GivenAnswer]
  /// Who flagged it.
  package var flags: [Annotator]
  /// What was written about it.
  package var notes: [DocumentNote]
  /// How a disagreement was settled; `nil` where it was not.
  package var adjudication: LabelAnswer?

  /// The classes that are more likely than not, ascending, where documents may have several; `nil`
  /// where there is no model.
  package var proposal: [Int]? {
    probabilities.isEmpty ? nil : probabilities.indices.filter { probabilities[$0] > 0.5 }
  }
}
