package import LabelingCore

/// One posterior from functions' votes, people's answers and an end model.
///
/// For document *i* with vote pattern *x*, answers *v_a* of annotators *a* and
/// end model scores *r_i*:
///
/// *P_i*(*y*) ∝ *P_x*(*y*) · Π_a θ_a[*y*, *v_a*] · (*r_i*(*y*) / *b*(*y*))^λ · e^*c_i*(*y*)
///
/// - *P_x* is the pooled label model's posterior; answers that people settle
///   among themselves anchor its fit as gold labels (see ``PooledLabelModel``),
///   as documents that were chosen, not drawn at random.
/// - θ_a is the annotator's confusion matrix, see ``AnnotatorQuality``.
/// - *r_i*/*b* is the end model's likelihood ratio against the balance it was
///   trained with. It was trained on the same votes, so it counts λ of a witness
///   only, see ``EndModelWeight``.
/// - *c_i* is what the answers say against all that, see ``PosteriorCorrection``.
///
/// Without answers and without an end model it is the label model's posterior.
/// The result depends on the answers and the end model there are, not on the
/// order they came in.
package struct JointPosterior: Sendable {
  /// The votes; their gold labels, where there are any, stay as they are.
  package let votes: VotePatterns
  /// How far annotators are trusted before there is evidence.
  package let trust: AnnotatorPrior
  /// What people answered.
  package private(set) var answers = JointAnswers()
  /// The end model's view, where there is one.
  package private(set) var endModel: EndModelEvidence?

  /// What the answers say against votes and end model, where that was learned.
  package private(set) var correction: PosteriorCorrection?

  /// The probabilities of every document as of the last ``refresh()``.
  package internal(set) var probabilities: SoftLabels
  /// The label model, fitted with the settled answers as gold.
  package internal(set) var labelModel: FittedModel<PooledLabelModel>
  /// Label model's posterior of each pattern, without the answers of its documents.
  package internal(set) var patternPosteriors: SoftLabels
  /// What is known of each annotator.
  package internal(set) var quality: AnnotatorQuality
  /// λ: how much the end model counts.
  package internal(set) var endModelWeight = EndModelWeight.none

  var options: FitOptions
  /// Settled classes that the label model was last fitted with.
  var anchors: [Int: Vote] = [:]
  /// What changed since the last refresh.
  var news: News

  /// What changed since the last refresh.
  struct News: Sendable {
    /// Documents whose answers changed.
    var answeredRows: Set<Int> = []
    /// Whether answers changed since the label model was fitted.
    var areAnswersNew = false
    /// Whether the label model was fitted again.
    var isRefitted = false
    /// Whether each pattern's posterior changed.
    var patterns: [Bool]
    /// Whether annotators are judged otherwise.
    var isQualityNew = false
    /// Documents whose end model scores changed.
    var endModel = EndModelChanges.none
    /// Whether the correction changed.
    var isCorrectionNew = false

    init(patternCount: Int) { patterns = [Bool](repeating: false, count: patternCount) }
  }

  /// Which documents the end model sees in another way than at the last refresh.
  enum EndModelChanges: Sendable {
    case none
    case rows([Bool])
    case all
  }

  /// Fits the label model; there are no answers yet.
  ///
  /// - Parameters:
  ///   - votes: The functions' votes; there may be no function at all.
  ///   - model: The label model; where its mode is open it is picked once, from the votes.
  ///   - trust: How far annotators are trusted before there is evidence.
  ///   - options: How to run.
  /// - Throws: What makes the votes unfit for the model.
  package init(
    votes: VotePatterns,
    model: PooledLabelModel = PooledLabelModel(),
    trust: AnnotatorPrior = AnnotatorPrior(),
    options: FitOptions = FitOptions()
  ) throws(LabelModelError) {
    let fitted = try model.fitted(to: votes, options: options)
    let posteriors = try fitted.posteriors(of: votes, options: options)
    self.votes = votes
    self.trust = trust
    self.options = options
    labelModel = fitted
    patternPosteriors = posteriors
    news = News(patternCount: votes.patternCount)
    quality = AnnotatorQuality(of: JointAnswers(), labelSpace: votes.labelSpace, trust: trust)
    probabilities = SoftLabels(
      uniformRows: votes.rowCount,
      classCount: votes.labelSpace.classCount
    )
    evaluate(staleRows: nil)
  }

  /// Takes an answer; an earlier one of the annotator on the document is replaced.
  ///
  /// It counts from the next ``refresh()`` on.
  package mutating func add(_ answer: AnnotatorAnswer) {
    precondition((0..<votes.rowCount).contains(answer.row), "the document exists")
    precondition((0..<votes.labelSpace.classCount).contains(answer.classIndex), "the class exists")
    if answers.add(answer) { noteChange(of: answer.row) }
  }

  /// Takes several answers.
  package mutating func add(_ answers: some Sequence<AnnotatorAnswer>) {
    for answer in answers { add(answer) }
  }

  /// Takes an answer back; returns whether there was one.
  @discardableResult
  package mutating func removeAnswer(row: Int, annotator: String) -> Bool {
    guard answers.remove(row: row, annotator: annotator) else { return false }
    noteChange(of: row)
    return true
  }

  private mutating func noteChange(of row: Int) {
    news.answeredRows.insert(row)
    news.areAnswersNew = true
  }

  /// Takes the end model's view of all documents, or `nil` for none.
  ///
  /// It counts from the next ``refresh()`` on.
  package mutating func setEndModel(_ evidence: EndModelEvidence?) {
    let classCount = votes.labelSpace.classCount
    if let evidence {
      precondition(evidence.scores.count == votes.rowCount * classCount, "scores per document")
    }
    if case .none = news.endModel {
      news.endModel = Self.changes(from: endModel, to: evidence, classCount: classCount)
    } else {
      // Two changes in a row: what the last refresh saw is gone.
      news.endModel = .all
    }
    endModel = evidence
  }

  /// Takes what answers say against votes and end model, or `nil` for nothing.
  ///
  /// It counts from the next ``refresh()`` on.
  package mutating func setCorrection(_ new: PosteriorCorrection?) {
    let classCount = votes.labelSpace.classCount
    if let new {
      precondition(new.patternScores.count == votes.patternCount * classCount, "a row per pattern")
      precondition(
        new.documentScores.isEmpty || new.documentScores.count == votes.rowCount * classCount,
        "a row per document"
      )
    }
    if new != correction { news.isCorrectionNew = true }
    correction = new
  }

  private static func changes(
    from old: EndModelEvidence?,
    to new: EndModelEvidence?,
    classCount: Int
  ) -> EndModelChanges {
    guard let old, let new, old.balance == new.balance else { return .all }
    return old.scores.withUnsafeBufferPointer { old in
      new.scores.withUnsafeBufferPointer { new in
        .rows(
          (0..<(new.count / classCount)).map { row in
            let cells = (row * classCount)..<((row + 1) * classCount)
            return cells.contains { old[$0] != new[$0] }
          }
        )
      }
    }
  }
}
