internal import Sessions
internal import VoteAnalysis

/// How far a session is, as the pages get it.
struct ProgressView: Encodable, Sendable {
  /// What somebody did so far.
  struct Person: Encodable, Sendable {
    var name: String
    var answerCount: Int
    var skipCount: Int
    var medianSeconds: Double?
  }

  var documentCount: Int
  var questionCount: Int
  var answeredCount: Int
  var completeCount: Int
  var answerCount: Int
  var budget: Int?
  var skipCount: Int
  var flagCount: Int
  var noteCount: Int
  var disagreementCount: Int
  var adjudicatedCount: Int
  var classCounts: [Int]
  var people: [Person]
  var agreement: AgreementSummary?
  var expectedCorrections: Double?
  var openQuestionCount: Int
  var stopping: [StoppingFigure]
  var isExhausted: Bool

  /// Shows how far a session is.
  ///
  /// In a blind session the figures that tell how functions vote or what others answer are left
  /// out: with few answers they would tell the answers themselves.
  init(_ status: SessionStatus, isBlind: Bool) {
    documentCount = status.documentCount
    questionCount = status.questionCount
    answeredCount = status.answeredCount
    completeCount = status.completeCount
    answerCount = status.answerCount
    budget = status.budget
    skipCount = status.skipCount
    flagCount = status.flagCount
    noteCount = status.noteCount
    disagreementCount = status.disagreementCount
    adjudicatedCount = status.adjudicatedCount
    classCounts = isBlind ? [] : status.classCounts
    people = status.annotators.map {
      Person(
        name: $0.annotator.name,
        answerCount: $0.answerCount,
        skipCount: $0.skipCount,
        medianSeconds: $0.medianSeconds
      )
    }
    agreement = isBlind ? nil : status.agreement
    expectedCorrections = isBlind ? nil : status.expectedCorrections
    openQuestionCount = status.openQuestionCount
    stopping = isBlind ? [] : status.stopping
    isExhausted = status.isExhausted
  }
}
