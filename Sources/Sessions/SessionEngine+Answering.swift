package import LabelStore
package import LabelingCore

extension SessionEngine {
  /// The next questions for an annotator, who holds them until they are answered or the lease ends.
  ///
  /// Asking again gives the same questions, so nothing is lost with a connection.
  /// - Parameters:
  ///   - annotator: Who is asked.
  ///   - count: Most questions.
  /// - Returns: Fewer questions than asked for, or none and why, when there are no more for them.
  /// - Throws: `StoreError`, ``SessionRefusal/paused(name:)``, or what choosing throws.
  package func questions(for annotator: Annotator, count: Int = 1) throws -> QuestionBatch {
    try requireActive(annotator)
    try refreshSettings()
    var claimed = try claim(count, annotator)
    while claimed.count < count, try !store.isExhausted() {
      try planner.prepare()
      try planner.wait()
      claimed = try claim(count, annotator)
      // Others may have been faster; there is nothing more to come behind an empty batch.
      if try store.lastBatchIsEmpty() { break }
    }
    // When the last batch has started, the next is announced: at the same event in every run.
    if try store.lastBatchHasBegun() { try planner.prepare() }
    guard claimed.isEmpty else {
      return QuestionBatch(questions: try claimed.map(question), ending: nil, skippedCount: 0)
    }
    let coverage = try coverage(of: store.answers())
    return QuestionBatch(
      questions: [],
      ending: try ending(for: annotator, coverage),
      skippedCount: coverage.skippedCount(of: annotator.number)
    )
  }

  /// The next questions for an annotator; none when there are no more for them.
  package func next(for annotator: Annotator, count: Int = 1) throws -> [Question] {
    try questions(for: annotator, count: count).questions
  }

  /// Why there is nothing to ask an annotator.
  private func ending(
    for annotator: Annotator,
    _ coverage: SessionCoverage
  ) throws -> QuestionBatch.Ending {
    let release = try store.nextRelease(
      for: annotator.number,
      overlap: settings.overlap,
      nowInMilliseconds: now()
    )
    guard let release else { return coverage.isExhausted ? .sessionDone : .nothingForYou }
    // An annotator who holds a document may skip it at any time, so nobody waits for long.
    let seconds = (release - now() + 999) / 1000
    return .heldByOthers(askAgainInSeconds: min(max(1, seconds), 5))
  }

  /// Takes an annotator's skips of documents that lack answers back, so that they are asked about
  /// those again.
  ///
  /// - Returns: Number of documents.
  package func askSkippedAgain(_ annotator: Annotator) throws -> Int {
    try requireActive(annotator)
    return try store.undoSkips(
      of: annotator.number,
      overlap: refreshSettings().overlap,
      timeInMilliseconds: now(),
      origin: origin
    )
  }

  /// The question that an annotator asks themselves by turning to a document.
  ///
  /// - Throws: `StoreError`, and ``SessionRefusal/paused(name:)``.
  package func question(about document: Int, for annotator: Annotator) throws -> Question {
    try requireActive(annotator)
    return try turn(to: document, for: annotator)
  }

  /// The question that an adjudicator settles, who holds nothing back from those who answer.
  package func questionToSettle(_ document: Int) -> Question {
    Question(document: document, id: documents[document].id, strategy: nil, probability: nil)
  }

  private func turn(
    to document: Int,
    for annotator: Annotator,
    as known: StoredQuestion? = nil
  ) throws -> Question {
    try question(
      store.turn(
        to: document,
        for: annotator.number,
        as: known,
        nowInMilliseconds: now(),
        leaseInMilliseconds: settings.leaseInMilliseconds
      )
    )
  }

  /// Takes an answer; it is on the disk when the call returns.
  ///
  /// An annotator who answers a document again changes the answer.
  /// - Parameters:
  ///   - document: Number of the document.
  ///   - vote: The class.
  ///   - isRejection: Whether the document is said not to be of the class.
  ///   - annotator: Who answers.
  ///   - duration: How long the annotator looked at the document.
  ///   - request: What the asker calls this request: one that comes again, as over a bad line, is
  ///     done once.
  /// - Returns: Number of the event.
  /// - Throws: `StoreError`, and ``SessionRefusal/paused(name:)``.
  @discardableResult
  package func answer(
    _ document: Int,
    as vote: Vote,
    isRejection: Bool = false,
    by annotator: Annotator,
    duration: Duration? = nil,
    request: String? = nil
  ) throws -> Int {
    try answer(
      document,
      saying: isRejection ? .notClass(vote.classIndex) : .oneClass(vote.classIndex),
      by: annotator,
      duration: duration,
      request: request
    )
  }

  /// Takes an answer about a document that may have several classes.
  ///
  /// - Parameters:
  ///   - document: Number of the document.
  ///   - labels: All classes that it has, in any order; none is an answer too.
  ///   - annotator: Who answers.
  ///   - duration: How long the annotator looked at the document.
  ///   - request: What the asker calls this request.
  /// - Returns: Number of the event.
  /// - Throws: `StoreError`, and ``SessionRefusal``.
  @discardableResult
  package func answer(
    _ document: Int,
    labels: [Int],
    by annotator: Annotator,
    duration: Duration? = nil,
    request: String? = nil
  ) throws -> Int {
    try answer(
      document,
      saying: .classes(Set(labels).sorted()),
      by: annotator,
      duration: duration,
      request: request
    )
  }

  private func answer(
    _ document: Int,
    saying says: LabelAnswer,
    by annotator: Annotator,
    duration: Duration?,
    request: String?
  ) throws -> Int {
    try requireActive(annotator, request: request)
    try requireKind(of: says)
    var event = event(.answer, document, annotator, request)
    event.says = says
    event.durationInMilliseconds = duration?.inMilliseconds
    return try store.answer(event).number
  }

  /// Refuses an answer about documents with another number of classes.
  private func requireKind(of says: LabelAnswer) throws {
    guard says.kind == labels else { throw SessionRefusal.otherLabels(session: labels) }
  }

  /// Passes a document over: the annotator is not asked about it again before they want to.
  ///
  /// - Returns: Number of the event.
  @discardableResult
  package func skip(
    _ document: Int,
    by annotator: Annotator,
    duration: Duration? = nil,
    request: String? = nil
  ) throws -> Int {
    var event = event(.skip, document, annotator, request)
    event.durationInMilliseconds = duration?.inMilliseconds
    return try add(event, by: annotator)
  }

  /// Marks a document as worth a second look, or takes the annotator's mark off.
  ///
  /// - Returns: Number of the event.
  @discardableResult
  package func flag(
    _ document: Int,
    _ isOn: Bool = true,
    by annotator: Annotator,
    request: String? = nil
  ) throws -> Int {
    try add(event(isOn ? .flag : .unflag, document, annotator, request), by: annotator)
  }

  /// Writes something down about a document.
  ///
  /// - Returns: Number of the event.
  @discardableResult
  package func note(
    _ text: String,
    on document: Int,
    by annotator: Annotator,
    request: String? = nil
  ) throws -> Int {
    var event = event(.note, document, annotator, request)
    event.text = text
    return try add(event, by: annotator)
  }

  /// Takes back something an annotator did, and holds the document for them again.
  ///
  /// - Parameters:
  ///   - annotator: Who takes it back.
  ///   - target: What is taken back; the last thing of all, or the last about its document.
  ///   - request: What the asker calls this request: one that comes again is done once.
  /// - Returns: What was taken back, or `nil` when there is nothing left.
  /// - Throws: `StoreError`, and ``SessionRefusal`` for what cannot be taken back; then nothing is.
  package func undo(
    by annotator: Annotator,
    _ target: SessionStore.UndoTarget = .last,
    request: String? = nil
  ) throws -> Undone? {
    try requireActive(annotator, request: request)
    let outcome = try store.undo(
      target,
      annotator: annotator.number,
      timeInMilliseconds: now(),
      origin: origin,
      request: request
    )
    switch outcome {
    case .done(let event, let number):
      let asked =
        event.kind == .answer
        ? StoredQuestion(
          document: event.document,
          strategy: event.strategy ?? "",
          probability: event.probability
        ) : nil
      let question =
        event.kind == .adjudicate
        ? questionToSettle(event.document)
        : try turn(to: event.document, for: annotator, as: asked)
      return Undone(
        question: question,
        kind: event.kind,
        event: event.number,
        undo: number
      )
    case .nothing: return nil
    case .unknown: throw SessionRefusal.nothingToUndo
    case .gone(let event): throw SessionRefusal.undoneBefore(id: documents[event.document].id)
    case .overtaken(let event):
      throw SessionRefusal.undoOvertaken(id: documents[event.document].id)
    }
  }

  /// Settles which class a document has that annotators disagree about or that somebody flagged.
  ///
  /// - Returns: Number of the event.
  /// - Throws: `StoreError`, and ``SessionRefusal``.
  @discardableResult
  package func adjudicate(
    _ document: Int,
    as vote: Vote,
    by annotator: Annotator,
    request: String? = nil
  ) throws -> Int {
    try settle(document, saying: .oneClass(vote.classIndex), by: annotator, request: request)
  }

  /// Settles which classes a document has, where it may have several.
  ///
  /// - Parameters:
  ///   - document: Number of the document.
  ///   - labels: All classes that it has, in any order; there may be none.
  ///   - annotator: Who settles it.
  ///   - request: What the asker calls this request.
  /// - Returns: Number of the event.
  /// - Throws: `StoreError`, and ``SessionRefusal``.
  @discardableResult
  package func adjudicate(
    _ document: Int,
    labels: [Int],
    by annotator: Annotator,
    request: String? = nil
  ) throws -> Int {
    try settle(document, saying: .classes(Set(labels).sorted()), by: annotator, request: request)
  }

  private func settle(
    _ document: Int,
    saying says: LabelAnswer,
    by annotator: Annotator,
    request: String?
  ) throws -> Int {
    try requireKind(of: says)
    if let request, let known = try store.event(ofRequest: request, by: annotator.number) {
      return known.number
    }
    try requireSettling(annotator)
    try requireSeeing(document, annotator)
    guard try isDisputedOrFlagged(document) else {
      throw SessionRefusal.nothingToSettle(id: documents[document].id)
    }
    var event = event(.adjudicate, document, annotator, request)
    event.says = says
    return try add(event, by: annotator)
  }

  private func add(_ event: SessionEvent, by annotator: Annotator) throws -> Int {
    try requireActive(annotator, request: event.request)
    return try store.append([event])[0].number
  }

  private func claim(_ count: Int, _ annotator: Annotator) throws -> [StoredQuestion] {
    try store.claim(
      count,
      for: annotator.number,
      overlap: settings.overlap,
      checks: settings.checkRate.map { CheckPlan(seed: settings.seed, rate: $0) },
      nowInMilliseconds: now(),
      leaseInMilliseconds: settings.leaseInMilliseconds
    )
  }

  /// A question as its annotator gets it: a check looks like any other.
  private func question(_ stored: StoredQuestion) throws -> Question {
    var strategy = stored.strategy
    if strategy == StoredQuestion.checkStrategy {
      strategy = try store.questions().last?.strategy ?? settings.strategy
    }
    return Question(
      document: stored.document,
      id: documents[stored.document].id,
      strategy: strategy.isEmpty ? nil : strategy,
      probability: stored.probability
    )
  }

  private func event(
    _ kind: SessionEvent.Kind,
    _ document: Int,
    _ annotator: Annotator,
    _ request: String?
  ) -> SessionEvent {
    var event = SessionEvent(
      kind,
      annotator: annotator.number,
      document: document,
      timeInMilliseconds: now(),
      origin: origin
    )
    event.request = request
    return event
  }
}
