internal import LabelStore
internal import LabelingCore
internal import Sessions
internal import VoteAnalysis

/// How far a session is, as JSON.
struct SessionStatusReport: Encodable {
  /// What an annotator did.
  struct Progress: Encodable {
    var name: String
    var role: String
    var isPaused: Bool
    var answers: Int
    var skips: Int
    /// Documents that were answered or skipped, and those that can still be asked about.
    var share: Int
    var medianSeconds: Double?
    var answersPerHour: Double?
    var othersAgreement: Double?
    var checks: Checks?
  }

  /// How an annotator did on check questions.
  struct Checks: Encodable {
    var answers: Int
    var right: Int
    var interval: Interval?
  }

  /// `several` where documents may have several classes; absent where they have one.
  var labels: LabelKind?
  var documents: Int
  var overlap: Int
  var answeredDocuments: Int
  var completeDocuments: Int
  var undecidedDocuments: Int
  var answers: Int
  var skips: Int
  var flagged: Int
  var withNotes: Int
  var disagreements: Int
  var settledDisagreements: Int
  var classes: [String: Int]
  /// Documents with none of the classes, where they may have several.
  var emptyDocuments: Int?
  var annotators: [Progress]
  var agreement: AgreementSummary?
  var labelSetAgreement: LabelSetAgreement?
  var agreementWindows: [AgreementWindow]
  var expectedCorrections: Double?
  var openQuestions: Int
  var stopping: [StoppingFigure]
  var isExhausted: Bool

  init(
    _ status: SessionStatus,
    classes space: LabelSpace,
    labels kind: LabelKind,
    showsChecks: Bool
  ) {
    labels = kind == .one ? nil : kind
    emptyDocuments = kind == .one ? nil : status.emptyCount
    documents = status.documentCount
    overlap = status.overlap
    answeredDocuments = status.answeredCount
    completeDocuments = status.completeCount
    undecidedDocuments = status.undecidedCount
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
    annotators = status.annotators.map { progress in
      Progress(
        name: progress.annotator.name,
        role: progress.annotator.role.rawValue,
        isPaused: progress.annotator.isPaused,
        answers: progress.answerCount,
        skips: progress.skipCount,
        share: progress.shareCount,
        medianSeconds: progress.pace.medianSeconds,
        answersPerHour: progress.pace.answersPerHour,
        othersAgreement: progress.othersAgreement,
        checks: showsChecks
          ? Checks(
            answers: progress.checks.answerCount,
            right: progress.checks.rightCount,
            interval: progress.checks.interval
          ) : nil
      )
    }
    agreement = status.agreement
    labelSetAgreement = status.labelSetAgreement
    agreementWindows = status.windows
    expectedCorrections = status.expectedCorrections
    openQuestions = status.openQuestionCount
    stopping = status.stopping
    isExhausted = status.isExhausted
  }
}
