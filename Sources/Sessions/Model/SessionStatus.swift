package import VoteAnalysis

/// How far a session is.
package struct SessionStatus: Sendable {
  /// Documents in the session.
  package var documentCount: Int
  /// Documents that are in the queue, answered or not.
  package var questionCount: Int
  /// Documents with an answer at least.
  package var answeredCount: Int
  /// How many annotators answer each document.
  package var overlap: Int
  /// Documents with as many answers as were asked for.
  package var completeCount: Int
  /// Answers, those of all annotators together.
  package var answerCount: Int
  /// Answers after which the session is done.
  package var budget: Int?
  /// Documents skipped, per annotator, added up.
  package var skipCount: Int
  /// Documents with a flag.
  package var flagCount: Int
  /// Documents with a note.
  package var noteCount: Int
  /// Documents whose annotators disagree, and how many of them are settled.
  package var disagreementCount: Int
  /// Disagreements that were settled.
  package var adjudicatedCount: Int
  /// Documents of each class so far, by consensus; one may have several.
  package var classCounts: [Int]
  /// Documents that have none of the classes, where they may have several.
  package var emptyCount: Int
  /// Documents with answers on which there is no consensus: as many are for one class as for
  /// another, or half of them for one of several.
  package var undecidedCount: Int
  /// What each annotator did.
  package var annotators: [AnnotatorProgress]
  /// Agreement; `nil` while no document has two answers.
  ///
  /// Where documents may have several classes, it is about the lists as a whole.
  package var agreement: AgreementSummary?
  /// Agreement on each class, and of lists that are nearly the same, where documents may have
  /// several.
  package var labelSetAgreement: LabelSetAgreement?
  /// Agreement in consecutive parts of the session; empty while there are too few documents.
  package var windows: [AgreementWindow]
  /// Labels that answering the open questions is expected to correct; `nil` without a model.
  package var expectedCorrections: Double?
  /// Open questions that the expectation is about.
  package var openQuestionCount: Int
  /// The stopping criteria.
  package var stopping: [StoppingFigure]
  /// Whether every document that somebody can be asked about has its answers.
  package var isExhausted: Bool
}
