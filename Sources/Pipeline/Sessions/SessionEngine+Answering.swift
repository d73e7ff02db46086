internal import LabelStore
package import LabelingCore

extension SessionEngine {
  /// The next questions for an annotator, who holds them until they are answered or the lease ends.
  ///
  /// Asking again gives the same questions, so nothing is lost with a connection.
  /// - Parameters:
  ///   - annotator: Who is asked.
  ///   - count: Most questions.
  /// - Returns: Fewer questions than asked for, or none, when the pool has no more for them.
  /// - Throws: `StoreError`, or what choosing throws.
  package func next(for annotator: Annotator, count: Int = 1) throws -> [Question] {
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
    return claimed.map(question)
  }

  /// The question that an annotator asks themselves by turning to a document.
  package func question(about document: Int, for annotator: Annotator) throws -> Question {
    try turn(to: document, for: annotator)
  }

  private func turn(
    to document: Int,
    for annotator: Annotator,
    as known: StoredQuestion? = nil
  ) throws -> Question {
    question(
      try store.turn(
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
  /// An annotator who answers a document again changes the answer. A `request` is what the asker
  /// calls this wish: one that comes again, as over a bad line, is done once.
  package func answer(
    _ answer: SessionAnswer,
    by annotator: Annotator,
    request: String? = nil
  ) throws {
    var event = event(.answer, answer.document, annotator, request)
    event.classIndex = answer.vote.classIndex
    event.isRejection = answer.isRejection
    event.durationInMilliseconds = answer.duration?.inMilliseconds
    try store.answer(event)
  }

  /// Passes a document over: the annotator is not asked about it again.
  package func skip(
    _ document: Int,
    by annotator: Annotator,
    duration: Duration? = nil,
    request: String? = nil
  ) throws {
    var event = event(.skip, document, annotator, request)
    event.durationInMilliseconds = duration?.inMilliseconds
    try store.append([event])
  }

  /// Marks a document as worth a second look, or takes the annotator's mark off.
  package func flag(
    _ document: Int,
    _ isOn: Bool = true,
    by annotator: Annotator,
    request: String? = nil
  ) throws {
    try store.append([event(isOn ? .flag : .unflag, document, annotator, request)])
  }

  /// Writes something down about a document.
  package func note(
    _ text: String,
    on document: Int,
    by annotator: Annotator,
    request: String? = nil
  ) throws {
    var event = event(.note, document, annotator, request)
    event.text = text
    try store.append([event])
  }

  /// Takes back the last thing an annotator did, and holds the document for them again.
  ///
  /// - Returns: The document, or `nil` when there is nothing left to take back.
  package func undo(by annotator: Annotator, request: String? = nil) throws -> Question? {
    let undone = try store.undo(
      annotator: annotator.number,
      timeInMilliseconds: now(),
      origin: origin,
      request: request
    )
    return try undone.map { event in
      let asked =
        event.kind == .answer
        ? StoredQuestion(
          document: event.document,
          strategy: event.strategy ?? "",
          probability: event.probability
        ) : nil
      return try turn(to: event.document, for: annotator, as: asked)
    }
  }

  /// Settles which class a document has.
  package func adjudicate(
    _ document: Int,
    as vote: Vote,
    by annotator: Annotator,
    request: String? = nil
  ) throws {
    var event = event(.adjudicate, document, annotator, request)
    event.classIndex = vote.classIndex
    try store.append([event])
  }

  private func claim(_ count: Int, _ annotator: Annotator) throws -> [StoredQuestion] {
    try store.claim(
      count,
      for: annotator.number,
      overlap: settings.overlap,
      nowInMilliseconds: now(),
      leaseInMilliseconds: settings.leaseInMilliseconds
    )
  }

  private func question(_ stored: StoredQuestion) -> Question {
    Question(
      document: stored.document,
      id: documents[stored.document].id,
      strategy: stored.strategy.isEmpty ? nil : stored.strategy,
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
