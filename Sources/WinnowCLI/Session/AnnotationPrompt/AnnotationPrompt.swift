internal import LabelStore
internal import LabelingCore
internal import Sessions

/// What happens between a session and one annotator, whatever it is shown on.
final class AnnotationPrompt {
  /// What the annotator is asked for.
  enum Purpose {
    /// The classes of the documents in the queue.
    case answers
    /// The classes of documents that others disagree about or that somebody flagged.
    case adjudication
  }

  let engine: SessionEngine
  let annotator: Annotator
  private(set) var purpose: Purpose
  /// The document in front of the annotator; `nil` when there are no more questions.
  private(set) var card: DocumentCard?
  /// Why it is asked about.
  private(set) var question: Question?
  /// Why there are no more questions; `nil` while there are some.
  private(set) var ending: QuestionBatch?
  /// Whether the annotator sees what others answered, and settles it.
  private(set) var maySettle: Bool
  /// How far the session is.
  private(set) var status: SessionStatus
  /// What is still to be settled, and what is.
  private(set) var settling = SettlingQueue()
  /// The color of each class that has one.
  let classColors: [TerminalColor?]
  /// What to tell the annotator about the last thing they did.
  var message = ""
  /// Whether votes and probabilities are shown.
  private(set) var showsVotes: Bool
  /// Whether the next class is one that the document is not of.
  private(set) var isRejecting = false
  /// Where documents may have several classes, those that are chosen so far.
  private(set) var chosen: Set<Int> = []
  private var shownAt = ContinuousClock.now
  private var found: [Int] = []
  private var lastSearch = ""
  private var actionsSinceStatus = 0

  /// Begins or goes on with a prompt.
  init(
    _ engine: SessionEngine,
    _ annotator: Annotator,
    purpose: Purpose = .answers,
    isBlind: Bool
  ) throws {
    self.engine = engine
    self.annotator = annotator
    self.purpose = purpose
    showsVotes = !isBlind
    isBlindForGood = isBlind
    maySettle = try engine.maySettle(annotator)
    classColors = try engine.guidance().classes.map { $0.color.flatMap { TerminalColor($0) } }
    status = try engine.status()
    try proceed()
  }

  private let isBlindForGood: Bool

  /// After how many seconds to ask again, while others hold the last documents.
  var asksAgainInSeconds: Int? {
    guard card == nil, case .heldByOthers(let seconds) = ending?.ending else { return nil }
    return seconds
  }

  /// What the annotator did so far.
  var own: AnnotatorProgress? { status.annotators.first { $0.annotator == annotator } }

  /// Whether figures of what others answer are shown.
  var showsOthers: Bool { !engine.settings.isBlind || maySettle }

  /// The keys in use with their classes.
  var classes: [(key: Character, name: String)] {
    Array(zip(AnnotationKey.classKeys, engine.labelSpace.classes).map { ($0, $1) })
  }

  /// The class of a key.
  func vote(for key: Character) -> Vote? {
    guard let index = AnnotationKey.classKeys.firstIndex(of: key),
      index < engine.labelSpace.classCount
    else { return nil }
    return Vote(classIndex: index)
  }

  /// Whether documents may have several classes.
  var isOfSeveral: Bool { engine.labels == .several }

  /// Does something; what the session refuses is told, and the prompt goes on.
  func attempt(_ action: () throws -> Void) throws {
    do { try action() } catch let refusal as SessionRefusal {
      message = refusal.diagnostic.headline
    }
  }

  /// Takes the key of a class: gives the document the class, or chooses it as one of several, or
  /// takes it back where it is chosen.
  func take(_ vote: Vote) throws {
    guard isOfSeveral else { return try choose(vote) }
    guard card != nil else { return }
    if chosen.remove(vote.classIndex) == nil { chosen.insert(vote.classIndex) }
    sayChosen()
  }

  /// Chooses the classes that the model proposes.
  func propose() {
    guard isOfSeveral, let card else { return }
    guard showsVotes else { return message = "votes are hidden, and what the model proposes too" }
    guard let proposal = card.proposal else { return message = "there is no model yet" }
    chosen = Set(proposal)
    sayChosen()
  }

  private func sayChosen() {
    let name = words(of: chosen)
    message = chosen.isEmpty ? "no class is chosen" : "\(name): Enter gives this answer"
  }

  private func words(of classes: Set<Int>) -> String {
    LabelAnswer.classes(classes.sorted()).words(in: engine.labelSpace) ?? ""
  }

  /// Gives the document the classes that are chosen, and goes on to the next one.
  ///
  /// That there are none is said by a key of its own, as Enter is easily pressed once too often.
  func giveChosen() throws {
    guard chosen.isEmpty else { return try give(chosen.sorted()) }
    message = "no class is chosen; \(AnnotationKey.reject.rawValue) says that it has none of them"
  }

  /// Says that the document has none of the classes; what is chosen is taken back first.
  func giveNone() throws {
    guard !chosen.isEmpty else { return try give([]) }
    chosen = []
    let key = AnnotationKey.reject.rawValue
    message = "no class is chosen any more; \(key) again says that it has none of them"
  }

  /// Gives the document these classes and no others, and goes on to the next one.
  func give(_ labels: [Int]) throws {
    guard let card else { return }
    switch purpose {
    case .answers:
      try engine.answer(
        card.document,
        labels: labels,
        by: annotator,
        duration: ContinuousClock.now - shownAt
      )
    case .adjudication:
      try engine.adjudicate(card.document, labels: labels, by: annotator)
      settling.settle(card.document)
    }
    message = "\(card.id) is \(words(of: Set(labels)))"
    // The next question may be about the same document, when there is nothing else to settle.
    self.card = nil
    try proceed()
  }

  /// Gives the document a class and goes on to the next one.
  func choose(_ vote: Vote) throws {
    guard let card else { return }
    let name = engine.labelSpace.name(of: vote) ?? ""
    switch purpose {
    case .answers:
      try engine.answer(
        card.document,
        as: vote,
        isRejection: isRejecting,
        by: annotator,
        duration: ContinuousClock.now - shownAt
      )
    case .adjudication:
      try engine.adjudicate(card.document, as: vote, by: annotator)
      settling.settle(card.document)
    }
    message = "\(card.id) is \(isRejecting ? "not " : "")\(name)"
    isRejecting = false
    try proceed()
  }

  /// Passes the document over.
  func skip() throws {
    guard let card else { return }
    if purpose == .answers {
      try engine.skip(card.document, by: annotator, duration: ContinuousClock.now - shownAt)
    } else {
      passed.insert(card.document)
    }
    message = "\(card.id) skipped"
    try proceed()
  }

  /// Asks again about what the annotator skipped, once there is nothing else to ask.
  func askSkippedAgain() throws {
    guard card == nil, purpose == .answers else { return }
    let count = try engine.askSkippedAgain(annotator)
    message = Self.askedAgain(count)
    try proceed()
  }

  /// What there is to say of skipped documents that are asked about again.
  static func askedAgain(_ count: Int) -> String {
    "\(Formatting.count(count, "skipped document")) \(Formatting.verb(count, "is", "are")) "
      + "asked about again"
  }

  /// Turns from answering to settling, or back, for those who settle.
  func togglePurpose() throws {
    maySettle = try engine.maySettle(annotator)
    guard maySettle || purpose == .adjudication else {
      return message = "only adjudicators settle; see 'winnow session annotators'"
    }
    purpose = purpose == .answers ? .adjudication : .answers
    settling = SettlingQueue()
    isRejecting = false
    message = purpose == .answers ? "back to answering" : "settling"
    try proceed()
  }

  /// Sets or takes away the annotator's flag.
  func flag() throws {
    guard let card else { return }
    let isOn = !card.flags.contains(annotator)
    try engine.flag(card.document, isOn, by: annotator)
    message = isOn ? "\(card.id) flagged" : "\(card.id) not flagged any more"
    try show(card.document)
  }

  /// Writes a note; an empty one is none.
  func note(_ text: String) throws {
    guard let card, !text.isEmpty else { return }
    try engine.note(text, on: card.document, by: annotator)
    message = "noted"
    try show(card.document)
  }

  /// Takes back the last thing, and shows its document again.
  func undo() throws {
    guard let undone = try engine.undo(by: annotator) else {
      message = "there is nothing to take back"
      return
    }
    message = "taken back: the last thing about \(undone.question.id)"
    actionsSinceStatus = .max / 2
    try refreshStatus()
    // Done again, an answer is to be an answer, and a settlement one.
    switch undone.kind {
    case .answer, .skip: purpose = .answers
    case .adjudicate: purpose = .adjudication
    case .flag, .unflag, .note, .undo: break
    }
    isRejecting = false
    do {
      if purpose == .adjudication { settling = try engine.settling(for: annotator) }
      try show(undone.question)
    } catch is SessionRefusal {
      // Who does not see it for settling sees it for answering.
      purpose = .answers
      try show(undone.question)
    }
  }

  /// Shows or hides votes, which a blind session does not do.
  func toggleVotes() {
    guard !isBlindForGood else {
      message = "the session is blind: votes stay hidden"
      return
    }
    showsVotes.toggle()
    message = showsVotes ? "votes are shown" : "votes are hidden"
  }

  /// What annotators are told before they choose, as it stands now.
  func guidance() throws -> SessionGuidance { try engine.guidance() }

  /// The annotator's own answers, the latest first.
  func history() throws -> [HistoryEntry] { try engine.history(of: annotator, limit: 1000) }

  /// Turns to a document that was answered before, to look at the answer or to change it.
  func reopen(_ entry: HistoryEntry) throws {
    try show(try engine.question(about: entry.document, for: annotator))
  }

  /// Takes the key that refuses: says that the next class is one that the document is not of, or no
  /// more so, or that it has none of several.
  func refuse() throws {
    guard !isOfSeveral else { return try giveNone() }
    guard purpose == .answers, card != nil else { return }
    isRejecting.toggle()
    message = isRejecting ? "which class is it not?" : ""
  }

  /// Turns to the next document that holds some words; the same words go on from there.
  func search(_ words: String) throws {
    if words != lastSearch || found.isEmpty {
      found = try engine.search(words, limit: 1000)
      lastSearch = words
    }
    guard let next = found.first else {
      message = words.isEmpty ? "" : "no document holds these words"
      return
    }
    found.removeFirst()
    try show(
      purpose == .answers
        ? engine.question(about: next, for: annotator) : engine.questionToSettle(next)
    )
    message = "found; \(found.count) more with the same words"
  }

  /// Turns to the next question.
  func proceed() throws {
    try refreshStatus()
    switch purpose {
    case .answers:
      let batch = try engine.questions(for: annotator)
      question = batch.questions.first
      ending = batch.ending == nil ? nil : batch
    case .adjudication:
      question = try nextToSettle().map { engine.questionToSettle($0) }
    }
    if let question { try show(question.document) } else { card = nil }
  }

  private var passed: Set<Int> = []

  /// The next document to settle.
  ///
  /// What there is to settle costs a walk over the journal, so that is asked only when nothing is
  /// left of it, or somebody else settled something meanwhile.
  private func nextToSettle() throws -> Int? {
    if let next = firstToSettle, try engine.isUnsettled(next) { return next }
    settling = try engine.settling(for: annotator)
    return firstToSettle
  }

  private var firstToSettle: Int? { settling.open.first { !passed.contains($0) } }

  private func show(_ question: Question) throws {
    try show(question.document)
    self.question = question
  }

  private func show(_ document: Int) throws {
    let next = try engine.document(
      document,
      for: annotator,
      purpose == .answers ? .answering : .settling,
      isBlind: isBlindForGood
    )
    if card?.document != document {
      shownAt = .now
      let own = next.answers.first { $0.annotator == annotator && purpose == .answers }
      chosen = Set(own?.says.labels ?? [])
    }
    card = next
  }

  /// The status costs a walk over the journal, so a long one is not walked for each answer.
  private func refreshStatus() throws {
    actionsSinceStatus += 1
    guard actionsSinceStatus > status.answerCount / 1000 else { return }
    actionsSinceStatus = 0
    status = try engine.status()
  }
}
