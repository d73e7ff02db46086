internal import ActiveLearning
internal import CorpusIO
internal import Foundation
internal import LabelStore
package import LabelingCore
package import PluginHost
internal import Synchronization

/// A session at work: asks, takes answers, and knows how far it is.
///
/// Safe to use from several threads; several processes may have the same session open. What was
/// acknowledged is on the disk. Prints nothing.
package final class SessionEngine: Sendable {
  /// The session's file.
  package let path: String
  /// How the session asks.
  package let settings: SessionSettings
  /// The classes.
  package let labelSpace: LabelSpace
  /// Where answers are said to come from, such as `terminal`.
  package let origin: String
  let store: SessionStore
  let documents: [StoredDocument]
  let votes: SessionVotes?
  let planner: BatchPlanner
  private let shelf: CorpusShelf
  private let matches: Mutex<MatchFinder?>
  private let functions: [String]
  private let now: @Sendable () -> Int

  /// Opens a session.
  ///
  /// - Parameters:
  ///   - path: The session's file.
  ///   - plugin: The task's plugin, for the parts of documents that functions match.
  ///   - origin: Where answers are said to come from.
  ///   - now: The time, in milliseconds since 1970.
  /// - Throws: `StoreError`, and a `Diagnostic` when the file is no session.
  package init(
    opening path: String,
    plugin: LoadablePlugin? = nil,
    origin: String = "terminal",
    now: @escaping @Sendable () -> Int = SessionClock.nowInMilliseconds
  ) throws {
    self.path = path
    self.origin = origin
    self.now = now
    store = try SessionStore(opening: path)
    settings = try Self.settings(of: store)
    let remembered = try store.settings()["source"] ?? "{}"
    let source = try JSONDecoder().decode(RememberedSource.self, from: Data(remembered.utf8)).source
    let labelSpace = LabelSpace(try store.classes())
    self.labelSpace = labelSpace
    documents = try store.documents()
    shelf = CorpusShelf(source, documents: documents, files: try store.files())
    votes = try SessionVotes(store, labelSpace: labelSpace)
    planner = BatchPlanner(
      store,
      settings,
      labelSpace: labelSpace,
      votes: votes?.patterns,
      given: try store.block("probabilities").map {
        SoftLabels(classCount: labelSpace.classCount, stored: $0)
      },
      shelf: shelf
    )
    functions = plugin?.manifest.functions.map(\.name) ?? []
    let finder = try plugin.map { try MatchFinder($0) }
    matches = Mutex(finder)
  }

  /// How the session at a path asks, without opening all of it.
  ///
  /// - Throws: `StoreError`, and a `Diagnostic` when the file is no session.
  package static func settings(of path: String) throws -> SessionSettings {
    let store = try SessionStore(opening: path)
    defer { store.close() }
    return try settings(of: store)
  }

  private static func settings(of store: SessionStore) throws -> SessionSettings {
    guard let stored = try store.settings()["settings"] else {
      throw Diagnostic(
        at: SourceLocation(store.path),
        "the file is no session",
        help: "begin one with 'winnow session start'"
      )
    }
    return try JSONDecoder().decode(SessionSettings.self, from: Data(stored.utf8))
  }

  /// Waits for work in the background and closes the file.
  package func close() {
    try? planner.wait()
    store.close()
  }

  /// Reads the corpus and makes sure that it is the one the session began with.
  ///
  /// - Throws: A `Diagnostic` that says what has changed.
  package func checkCorpus() throws { _ = try corpus() }

  // MARK: - Annotators

  /// All annotators, in order of their first appearance.
  package func annotators() throws -> [Annotator] {
    try store.annotators().map { Annotator(number: $0.number, name: $0.name) }
  }

  /// The annotator of this name, who is added when new.
  ///
  /// - Throws: A `Diagnostic` for a name that is empty or longer than 100 characters.
  package func annotator(named name: String) throws -> Annotator {
    let trimmed = name.trimmingCharacters(in: .whitespacesAndNewlines)
    guard !trimmed.isEmpty, trimmed.count <= 100,
      !trimmed.unicodeScalars.contains(where: { $0.properties.generalCategory == .control })
    else {
      throw Diagnostic(
        "an annotator's name has 1 to 100 characters, all on one line",
        help: "name yourself with '--annotator NAME'"
      )
    }
    return Annotator(number: try store.annotator(adding: trimmed), name: trimmed)
  }

  /// The annotator whose token has this hash.
  package func annotator(tokenHash: String) throws -> Annotator? {
    try store.annotators().first { $0.tokenHash == tokenHash }
      .map { Annotator(number: $0.number, name: $0.name) }
  }

  /// The annotators who have a token.
  package func annotatorsWithToken() throws -> [Annotator] {
    try store.annotators().filter { $0.tokenHash != nil }
      .map { Annotator(number: $0.number, name: $0.name) }
  }

  /// Lets an annotator in by a token of this hash, or no more with `nil`.
  package func setTokenHash(_ hash: String?, of annotator: Annotator) throws {
    try store.setTokenHash(hash, ofAnnotator: annotator.number)
  }

  // MARK: - Asking and answering

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
      let queued = try store.questions().count
      try planner.prepare()
      try planner.wait()
      claimed = try claim(count, annotator)
      if try store.questions().count == queued { break }
    }
    let open = try store.openQuestionCount(overlap: settings.overlap, nowInMilliseconds: now())
    if open < settings.batchCount, try !store.isExhausted(),
      try store.questions().count < documents.count
    {
      try planner.prepare()
    }
    return claimed.map(question)
  }

  /// The question that an annotator asks themselves by turning to a document.
  package func question(about document: Int, for annotator: Annotator) throws -> Question {
    let known = try store.question(about: document)
    try store.hold(document, for: annotator.number, untilInMilliseconds: leaseEnd)
    return question(known ?? StoredQuestion(document: document, strategy: "", probability: nil))
  }

  /// Takes an answer; it is on the disk when the call returns.
  ///
  /// An annotator who answers a document again changes the answer. A `request` is what the asker
  /// calls this wish: one that comes again, as over a bad line, is done once.
  package func answer(
    _ answer: Answer,
    by annotator: Annotator,
    request: String? = nil
  ) throws {
    var event = event(.answer, answer.document, annotator, request)
    event.classIndex = answer.vote.classIndex
    event.isRejection = answer.isRejection
    event.durationInMilliseconds = answer.duration?.inMilliseconds
    if let question = try store.question(about: answer.document) {
      event.strategy = question.strategy
      event.probability = question.probability
    }
    try store.append([event])
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
    return try undone.map { try question(about: $0.document, for: annotator) }
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

  // MARK: - Looking

  /// Number of documents.
  package var documentCount: Int { documents.count }

  /// The number of the document of this id.
  package func document(withID id: String) -> Int? { documents.firstIndex { $0.id == id } }

  /// Everything there is to show about a document.
  package func document(_ document: Int) throws -> DocumentCard {
    let corpus = try corpus()
    let names = try annotatorNames()
    let fields = corpus.fields(document).filter { !settings.hiddenFields.contains($0.name) }
    var card = DocumentCard(
      document: document,
      id: documents[document].id,
      text: corpus.text(document),
      fieldNames: fields.map(\.name),
      fieldValues: fields.map(\.value),
      votes: votes?.votes(on: document) ?? [],
      probabilities: try planner.posterior().map { Array($0[document]) } ?? [],
      matches: parts(of: corpus.single(document)),
      answers: [],
      flags: [],
      notes: [],
      adjudication: .abstain
    )
    let events = try store.events(of: document)
    let history = SessionHistory(events)
    card.answers = history.answers.map { given($0, names) }
    card.adjudication = history.adjudications[document].map { Vote(classIndex: $0) } ?? .abstain
    let undone = Set(events.compactMap(\.undoes))
    for event in events where !undone.contains(event.number) {
      let annotator = Annotator(number: event.annotator, name: names[event.annotator] ?? "")
      switch event.kind {
      case .flag where !card.flags.contains(annotator): card.flags.append(annotator)
      case .unflag: card.flags.removeAll { $0 == annotator }
      case .note:
        card.notes.append(
          DocumentNote(
            annotator: annotator,
            text: event.text ?? "",
            timeInMilliseconds: event.timeInMilliseconds
          )
        )
      default: break
      }
    }
    return card
  }

  /// Documents whose id or text holds some words, as they are written but for the case of a–z.
  ///
  /// - Parameters:
  ///   - words: What to look for; empty finds nothing.
  ///   - limit: Most documents.
  ///   - first: Number of the first document to look at.
  /// - Returns: Numbers of the documents, in order.
  /// - Throws: What reading the corpus throws.
  package func search(_ words: String, limit: Int = 50, from first: Int = 0) throws -> [Int] {
    let wanted = Array(words.utf8).lowercasedASCII
    guard !wanted.isEmpty else { return [] }
    var found: [Int] = []
    try corpus().forEachText { document, text in
      guard document >= first else { return true }
      if text.lowercasedASCII.contains(wanted)
        || Array(documents[document].id.utf8).lowercasedASCII.contains(wanted)
      {
        found.append(document)
      }
      return found.count < limit
    }
    return found
  }

  /// Documents whose annotators gave different classes, unsettled ones first.
  package func disagreements() throws -> [Disagreement] {
    let answers = try store.answers()
    let names = try annotatorNames()
    let byDocument = Dictionary(grouping: answers, by: \.document)
    let all = try consensus(answers)
    let disputed = all.filter { $0.value.isDisputed }.keys.sorted()
    let found = disputed.map { document in
      Disagreement(
        document: document,
        id: documents[document].id,
        answers: (byDocument[document] ?? []).map { given($0, names) },
        adjudication: all[document].flatMap { $0.source == .adjudicated ? $0.vote : nil }
          ?? .abstain
      )
    }
    return found.filter(\.adjudication.isAbstain) + found.filter { !$0.adjudication.isAbstain }
  }

  // MARK: - For the rest of the module

  func corpus() throws -> SessionCorpus { try shelf.corpus() }

  func consensus(_ answers: [StoredAnswer]) throws -> [Int: Consensus] {
    Consensus.all(
      answers,
      adjudications: try store.adjudications(),
      classCount: labelSpace.classCount
    )
  }

  func annotatorNames() throws -> [Int: String] {
    Dictionary(
      try store.annotators().map { ($0.number, $0.name) },
      uniquingKeysWith: { first, _ in first }
    )
  }

  func currentTime() -> Int { now() }

  private var leaseEnd: Int { now() + settings.leaseInSeconds * 1000 }

  private func claim(_ count: Int, _ annotator: Annotator) throws -> [StoredQuestion] {
    try store.claim(
      count,
      for: annotator.number,
      overlap: settings.overlap,
      nowInMilliseconds: now(),
      leaseInMilliseconds: settings.leaseInSeconds * 1000
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

  private func given(_ answer: StoredAnswer, _ names: [Int: String]) -> GivenAnswer {
    GivenAnswer(
      annotator: Annotator(number: answer.annotator, name: names[answer.annotator] ?? ""),
      vote: answer.classIndex.map { Vote(classIndex: $0) } ?? .abstain,
      isRejection: answer.isRejection
    )
  }

  /// Parts that functions match; a plugin that cannot tell them is not asked again, as answers
  /// matter more than highlights.
  private func parts(of batch: LabelingBatch) -> [MatchedPart] {
    let spans = matches.withLock { finder -> [MatchSpan] in
      do { return try finder?.spans(of: batch) ?? [] } catch {
        finder = nil
        return []
      }
    }
    return spans.map {
      MatchedPart(
        bytes: $0.bytes,
        field: $0.field,
        function: functions[$0.function],
        vote: Vote(rawValue: $0.vote)
      )
    }
  }
}

extension SoftLabels {
  /// Reads probabilities as a session stores them: four bytes each, little-endian.
  init(classCount: Int, stored bytes: [UInt8]) {
    let values = stride(from: 0, to: bytes.count, by: 4).map { start in
      let bits = bytes[start..<(start + 4)].reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
      return Double(Float(bitPattern: bits))
    }
    self.init(classCount: classCount, values: values)
  }

  /// The probabilities as a session stores them.
  var stored: [UInt8] {
    values.flatMap { value in
      withUnsafeBytes(of: Float(value).bitPattern.littleEndian) { Array($0) }
    }
  }
}

extension [UInt8] {
  /// The bytes with A–Z made small.
  fileprivate var lowercasedASCII: [UInt8] {
    map { $0 &- 0x41 < 26 ? $0 | 0x20 : $0 }
  }
}
