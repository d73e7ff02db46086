internal import LabelStore
internal import LabelingCore
internal import Sessions
internal import VoteAnalysis

/// How far a session is, as the pages get it.
struct ProgressView: Encodable, Sendable {
  /// What somebody did so far.
  struct Person: Encodable, Sendable {
    var name: String
    var role: String
    var isPaused: Bool
    var answerCount: Int
    var skipCount: Int
    /// Documents that were answered or skipped, and those that can still be asked about.
    var shareCount: Int
    var medianSeconds: Double?
    var answersPerHour: Double?
    var othersAgreement: Double?
    /// How they did on check questions; for managers only.
    var checks: Checks?
  }

  /// How somebody answered documents whose class is known.
  struct Checks: Encodable, Sendable {
    var answerCount: Int
    var rightCount: Int
    var interval: Interval?
  }

  /// How long ago the figures were counted.
  var ageMs: Int
  var documentCount: Int
  var overlap: Int
  var questionCount: Int
  var answeredCount: Int
  var completeCount: Int
  var answerCount: Int
  var budget: Int?
  var skipCount: Int
  var flagCount: Int
  var noteCount: Int
  var disagreementCount: Int?
  var adjudicatedCount: Int?
  var classCounts: [Int]
  /// Documents with none of the classes, where they may have several.
  var emptyCount: Int?
  /// Documents with answers and without a class, as annotators disagree.
  var undecidedCount: Int?
  /// What the annotator did who asks.
  var own: Person?
  var people: [Person]
  /// Agreement; of lists as a whole where documents may have several classes.
  var agreement: AgreementSummary?
  var labelSetAgreement: LabelSetAgreement?
  var agreementWindows: [AgreementWindow]
  var expectedCorrections: Double?
  var openQuestionCount: Int
  var stopping: [StoppingFigure]
  var isExhausted: Bool

  /// Shows how far a session is.
  ///
  /// In a blind session the figures that show how functions vote are left out, and those that show
  /// what others answer too: with few answers they would show the answers themselves.
  /// - Parameters:
  ///   - status: How far it is.
  ///   - age: How long ago that was counted.
  ///   - annotator: Who looks.
  ///   - labels: How many classes a document has.
  ///   - isBlind: Whether the session is blind.
  ///   - seesOthers: Whether the annotator sees what others answer.
  init(
    _ status: SessionStatus,
    age: Duration,
    for annotator: Annotator,
    labels: LabelKind,
    isBlind: Bool,
    seesOthers: Bool
  ) {
    ageMs = Int(age / .milliseconds(1))
    documentCount = status.documentCount
    overlap = status.overlap
    questionCount = status.questionCount
    answeredCount = status.answeredCount
    completeCount = status.completeCount
    answerCount = status.answerCount
    budget = status.budget
    skipCount = status.skipCount
    flagCount = status.flagCount
    noteCount = status.noteCount
    disagreementCount = seesOthers ? status.disagreementCount : nil
    adjudicatedCount = seesOthers ? status.adjudicatedCount : nil
    classCounts = seesOthers ? status.classCounts : []
    emptyCount = seesOthers && labels == .several ? status.emptyCount : nil
    undecidedCount = seesOthers ? status.undecidedCount : nil
    let everybody = status.annotators.map { progress in
      Person(progress, seesOthers: seesOthers, seesChecks: annotator.role >= .manager)
    }
    let index = status.annotators.firstIndex { $0.annotator == annotator }
    own = index.map { everybody[$0] }
    people = seesOthers ? everybody : own.map { [$0] } ?? []
    agreement = seesOthers ? status.agreement : nil
    labelSetAgreement = seesOthers ? status.labelSetAgreement : nil
    agreementWindows = seesOthers ? status.windows : []
    expectedCorrections = isBlind ? nil : status.expectedCorrections
    openQuestionCount = status.openQuestionCount
    stopping = seesOthers ? status.stopping : []
    isExhausted = status.isExhausted
  }
}

extension ProgressView.Person {
  fileprivate init(_ progress: AnnotatorProgress, seesOthers: Bool, seesChecks: Bool) {
    name = progress.annotator.name
    role = progress.annotator.role.rawValue
    isPaused = progress.annotator.isPaused
    answerCount = progress.answerCount
    skipCount = progress.skipCount
    shareCount = progress.shareCount
    medianSeconds = progress.pace.medianSeconds
    answersPerHour = progress.pace.answersPerHour
    othersAgreement = seesOthers ? progress.othersAgreement : nil
    checks =
      seesChecks
      ? ProgressView.Checks(
        answerCount: progress.checks.answerCount,
        rightCount: progress.checks.rightCount,
        interval: progress.checks.interval
      ) : nil
  }
}
