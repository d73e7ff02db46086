internal import LabelingCore
internal import Sessions
internal import VoteAnalysis

/// How far a session is, as JSON.
struct SessionStatusReport: Encodable {
  /// What an annotator did.
  struct Progress: Encodable {
    var name: String
    var answers: Int
    var skips: Int
    var medianSeconds: Double?
  }

  var documents: Int
  var answeredDocuments: Int
  var completeDocuments: Int
  var answers: Int
  var skips: Int
  var flagged: Int
  var withNotes: Int
  var disagreements: Int
  var settledDisagreements: Int
  var classes: [String: Int]
  var annotators: [Progress]
  var agreement: AgreementSummary?
  var expectedCorrections: Double?
  var openQuestions: Int
  var stopping: [StoppingFigure]
  var isExhausted: Bool

  init(_ status: SessionStatus, classes space: LabelSpace) {
    documents = status.documentCount
    answeredDocuments = status.answeredCount
    completeDocuments = status.completeCount
    answers = status.answerCount
    skips = status.skipCount
    flagged = status.flagCount
    withNotes = status.noteCount
    disagreements = status.disagreementCount
    settledDisagreements = status.adjudicatedCount
    classes = Dictionary(
      zip(space.classes, status.classCounts).map { ($0, $1) },
      uniquingKeysWith: { first, _ in first }
    )
    annotators = status.annotators.map {
      Progress(
        name: $0.annotator.name,
        answers: $0.answerCount,
        skips: $0.skipCount,
        medianSeconds: $0.medianSeconds
      )
    }
    agreement = status.agreement
    expectedCorrections = status.expectedCorrections
    openQuestions = status.openQuestionCount
    stopping = status.stopping
    isExhausted = status.isExhausted
  }
}
