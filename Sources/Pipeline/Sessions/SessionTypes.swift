package import LabelingCore
package import VoteAnalysis

/// A person who answers.
package struct Annotator: Hashable, Sendable, Codable {
  /// Number within the session.
  package let number: Int
  /// Unique name.
  package let name: String
}

/// A document that an annotator is asked about.
package struct Question: Hashable, Sendable {
  /// Number of the document in the session, from 0.
  package let document: Int
  /// The document's id.
  package let id: String
  /// The query strategy that chose it; `nil` when the annotator looked it up.
  package let strategy: String?
  /// With which probability it was chosen, where the strategy draws.
  package let probability: Double?
}

/// What an annotator says about a document.
package struct Answer: Hashable, Sendable {
  /// Number of the document.
  package var document: Int
  /// The class.
  package var vote: Vote
  /// Whether the document is said not to be of the class.
  package var isRejection = false
  /// How long the annotator looked at it.
  package var duration: Duration?

  /// Gives a document a class.
  package init(document: Int, vote: Vote, isRejection: Bool = false, duration: Duration? = nil) {
    self.document = document
    self.vote = vote
    self.isRejection = isRejection
    self.duration = duration
  }
}

/// A part of a document's text that made functions match.
package struct MatchedPart: Hashable, Sendable {
  /// UTF-8 bytes from the start of the text, or of the field's value.
  package var bytes: Range<Int>
  /// The field; `nil` for the text.
  package var field: String?
  /// Name of the function.
  package var function: String
  /// The class it speaks for.
  package var vote: Vote
}

/// What an annotator wrote about a document.
package struct DocumentNote: Hashable, Sendable {
  /// Who wrote it.
  package var annotator: Annotator
  /// The text.
  package var text: String
  /// When, in milliseconds since 1970.
  package var timeInMilliseconds: Int
}

/// An annotator's answer, as it stands now.
package struct GivenAnswer: Hashable, Sendable {
  /// Who answered.
  package var annotator: Annotator
  /// The class; abstain for a document that was passed over.
  package var vote: Vote
  /// Whether the class was refused.
  package var isRejection: Bool
}

/// A document with everything there is to show about it.
package struct DocumentCard: Hashable, Sendable {
  /// Number of the document in the session.
  package var document: Int
  /// Its id.
  package var id: String
  /// Its text; `nil` where the corpus has no text field.
  package var text: String?
  /// All fields with their values as text, in the order of the source.
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
  /// Parts that made functions match; empty without the task's plugin.
  package var matches: [MatchedPart]
  /// Answers of all annotators.
  package var answers: [GivenAnswer]
  /// Who flagged it.
  package var flags: [Annotator]
  /// What was written about it.
  package var notes: [DocumentNote]
  /// How a disagreement was settled; abstain where it was not.
  package var adjudication: Vote
}

/// A labeling function's vote on a document.
package struct FunctionVote: Hashable, Sendable {
  /// Name of the function.
  package var function: String
  /// Its vote.
  package var vote: Vote
}

/// A document whose annotators disagree.
package struct Disagreement: Hashable, Sendable {
  /// Number of the document.
  package var document: Int
  /// Its id.
  package var id: String
  /// The answers.
  package var answers: [GivenAnswer]
  /// How it was settled; abstain while it is not.
  package var adjudication: Vote
}

/// One figure that helps to decide when to stop.
package struct StoppingFigure: Hashable, Sendable, Codable {
  /// Name of the criterion.
  package var name: String
  /// The figure, in words.
  package var value: String
  /// Whether the criterion says that it is enough; `nil` while it cannot say.
  package var isReached: Bool?
  /// What it takes for granted.
  package var assumption: String
}

/// How far a session is.
package struct SessionStatus: Sendable {
  /// Documents in the session.
  package var documentCount: Int
  /// Documents that are in the queue, answered or not.
  package var questionCount: Int
  /// Documents with an answer at least.
  package var answeredCount: Int
  /// Documents with as many answers as were asked for.
  package var completeCount: Int
  /// Answers, those of all annotators together.
  package var answerCount: Int
  /// Answers after which the session is done.
  package var budget: Int?
  /// Documents passed over, per annotator, added up.
  package var skipCount: Int
  /// Documents with a flag.
  package var flagCount: Int
  /// Documents with a note.
  package var noteCount: Int
  /// Documents whose annotators disagree, and how many of them are settled.
  package var disagreementCount: Int
  /// Disagreements that were settled.
  package var adjudicatedCount: Int
  /// Documents of each class so far, by consensus.
  package var classCounts: [Int]
  /// Answers and the median time of an answer, by annotator.
  package var annotators: [AnnotatorProgress]
  /// Agreement; `nil` while no document has two answers.
  package var agreement: AgreementSummary?
  /// Labels that answering the open questions is expected to correct; `nil` without a model.
  package var expectedCorrections: Double?
  /// Open questions that the expectation is about.
  package var openQuestionCount: Int
  /// What speaks for stopping.
  package var stopping: [StoppingFigure]
  /// Whether every document that may be asked about was.
  package var isExhausted: Bool
}

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
