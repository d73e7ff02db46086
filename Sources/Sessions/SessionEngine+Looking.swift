internal import ActiveLearning
internal import LabelIO
internal import LabelStore
package import LabelingCore
internal import PluginHost
internal import Synchronization

extension SessionEngine {
  /// What an annotator sees of a document.
  ///
  /// - Parameters:
  ///   - document: Its number.
  ///   - annotator: Who looks.
  ///   - audience: What for.
  ///   - isBlind: Whether labels that the corpus brought stay hidden, as in a blind session.
  /// - Returns: The document; for answering without what others answered, and in a blind session
  ///   also without what they wrote and flagged.
  /// - Throws: ``SessionRefusal`` for who does not settle, and what reading throws.
  package func document(
    _ document: Int,
    for annotator: Annotator,
    _ audience: DocumentCard.Audience = .answering,
    isBlind: Bool = false
  ) throws -> DocumentCard {
    if audience == .settling { try requireSettling(annotator) }
    let card = try self.document(document, isBlind: isBlind)
    switch audience {
    case .finding where try seesBeforeAnswering(annotator): return card
    case .answering, .finding:
      return card.forAnswering(by: annotator, isBlind: isBlind || settings.isBlind)
    case .settling:
      guard try seesBeforeAnswering(annotator) || card.hasAnswer(of: annotator) else {
        throw SessionRefusal.blind
      }
      return card
    }
  }

  /// Everything there is to show about a document.
  ///
  /// - Parameters:
  ///   - document: Its number.
  ///   - isBlind: Whether labels that the corpus brought stay hidden, as in a blind session.
  /// - Returns: The document with what has been said of it.
  /// - Throws: What reading the session or its corpus throws.
  package func document(_ document: Int, isBlind: Bool = false) throws -> DocumentCard {
    let isBlind = isBlind || settings.isBlind
    let corpus = try corpus()
    let events = try store.events(of: document)
    let names = try annotatorNames()
    let fields = corpus.fields(document).filter { shows($0.name, isBlind: isBlind) }
    var card = DocumentCard(
      document: document,
      id: documents[document].id,
      text: corpus.text(document),
      fieldNames: fields.map(\.name),
      fieldValues: fields.map(\.value),
      votes: votes?.functionVotes(on: document) ?? [],
      probabilities: try planner.posterior().map { Array($0[document]) } ?? [],
      functions: functions,
      matches: matches(in: corpus.single(document)),
      answers: [],
      flags: [],
      notes: [],
      adjudication: nil
    )
    let history = SessionHistory(events)
    card.answers = try history.answers.map { try given($0, names) }
    card.adjudication = history.adjudications[document]
    let live = events.live
    card.flags = try DocumentFlag.all(in: live).map { try names.annotator($0.annotator) }
    card.notes = try live.filter { $0.kind == .note }.map { event in
      DocumentNote(
        annotator: try names.annotator(event.annotator),
        text: event.text ?? "",
        timeInMilliseconds: event.timeInMilliseconds
      )
    }
    return card
  }

  /// Whether those who answer may see a field.
  private func shows(_ field: String, isBlind: Bool) -> Bool {
    let own = labels == .one ? LabelSchema().label : LabelSchema().labels
    return !settings.hiddenFields.contains { $0.isExactly(field) }
      && !(isBlind && (field.isExactly(own) || field.isExactly(LabelSchema().label)))
  }

  /// Refuses to hide fields that no document has.
  ///
  /// - Throws: A `Diagnostic` that names one, and what reading the corpus throws.
  package func checkHidden(_ names: [String]) throws {
    let files = try store.files()
    try HiddenFields.check(names, among: try corpus().fieldNames, of: files.first?.path ?? "")
  }

  /// Documents whose id or text holds some words, as they are written except for the case of a–z.
  ///
  /// Where there is no text, the fields are searched, except for hidden ones.
  /// - Parameters:
  ///   - words: What to look for; empty finds nothing.
  ///   - limit: Most documents.
  ///   - first: Number of the first document to look at.
  ///   - hidden: Fields that are hidden besides those that the session hides.
  /// - Returns: Numbers of the documents, in order.
  /// - Throws: What reading the corpus throws.
  package func search(
    _ words: String,
    limit: Int = 50,
    from first: Int = 0,
    hiding hidden: Set<ExactString> = []
  ) throws -> [Int] {
    let wanted = Array(words.utf8).lowercasedASCII
    guard !wanted.isEmpty else { return [] }
    var found: [Int] = []
    let isShown = { (field: String) in
      !hidden.contains(ExactString(field)) && self.shows(field, isBlind: self.settings.isBlind)
    }
    try corpus().forEachText(showing: isShown) { document, text in
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

  /// The disagreements that an annotator sees, unsettled ones first.
  ///
  /// - Throws: ``SessionRefusal/notAdjudicator(name:)``, and what reading throws.
  package func disagreements(for annotator: Annotator) throws -> [Disagreement] {
    try requireSettling(annotator)
    let all = try disagreements()
    guard try !seesBeforeAnswering(annotator) else { return all }
    return all.filter { disagreement in
      disagreement.answers.contains { $0.annotator == annotator && !$0.says.isSkip }
    }
  }

  /// The flagged documents that an annotator may settle, in order.
  ///
  /// - Throws: ``SessionRefusal/notAdjudicator(name:)``, and what reading throws.
  package func flaggedDocuments(for annotator: Annotator) throws -> [FlaggedDocument] {
    try requireSettling(annotator)
    var flags = DocumentFlag.all(in: try store.remarks())
    if try !seesBeforeAnswering(annotator) {
      let answered = try store.answers()
        .filter { $0.annotator == annotator.number && !$0.isSkip }
      let seen = Set(answered.map(\.document))
      flags.removeAll { $0.annotator != annotator.number || !seen.contains($0.document) }
    }
    let settled = try store.adjudications()
    return Set(flags.map(\.document)).sorted().map { document in
      FlaggedDocument(
        document: document,
        id: documents[document].id,
        adjudication: settled[document]
      )
    }
  }

  /// What an annotator settles: disagreements, and then what was only flagged.
  ///
  /// - Throws: ``SessionRefusal/notAdjudicator(name:)``, and what reading throws.
  /// - Complexity: O(*n*), where *n* is the number of answers.
  package func settling(for annotator: Annotator) throws -> SettlingQueue {
    try SettlingQueue(disagreements(for: annotator), flaggedDocuments(for: annotator))
  }

  /// Whether a document is still to be settled, by what was done about it alone.
  package func isUnsettled(_ document: Int) throws -> Bool {
    let events = try store.events(of: document)
    return SessionHistory(events).adjudications[document] == nil && isDisputedOrFlagged(by: events)
  }

  /// Whether annotators disagree about a document, or one of them flagged it.
  func isDisputedOrFlagged(_ document: Int) throws -> Bool {
    isDisputedOrFlagged(by: try store.events(of: document))
  }

  private func isDisputedOrFlagged(by events: [SessionEvent]) -> Bool {
    guard DocumentFlag.all(in: events.live).isEmpty else { return true }
    let answers = SessionHistory(events).answers
    return consensusRule.consensus(on: answers[...]).isDisputed
  }

  /// Documents whose annotators disagree, unsettled ones first.
  package func disagreements() throws -> [Disagreement] {
    let answers = try store.answers()
    let names = try annotatorNames()
    let byDocument = Dictionary(grouping: answers, by: \.document)
    let all = try consensus(answers)
    let disputed = all.filter { $0.value.isDisputed }.keys.sorted()
    let found = try disputed.map { document in
      Disagreement(
        document: document,
        id: documents[document].id,
        answers: try (byDocument[document] ?? []).map { try given($0, names) },
        adjudication: all[document].flatMap { $0.source == .adjudicated ? $0.says : nil }
      )
    }
    return found.filter { $0.adjudication == nil } + found.filter { $0.adjudication != nil }
  }

  private func given(_ answer: StoredAnswer, _ names: AnnotatorNames) throws -> GivenAnswer {
    GivenAnswer(
      annotator: try names.annotator(answer.annotator),
      says: answer.says
    )
  }

  /// Parts for which functions say that a class is there; a plugin that cannot find them is not
  /// asked again, as answers matter more than highlights.
  private func matches(in document: LabelingBatch<Void>) -> [FunctionMatch] {
    matches.withLock { finder in
      do {
        let found = try finder?.matches(in: document).first ?? []
        // The session may have more classes than the task, and in another order.
        return found.compactMap { match in
          guard let taskSpace,
            var ballot = match.ballot.moved(from: taskSpace, to: labelSpace, labels: labels)
          else { return nil }
          // Words that speak against classes have the color of none.
          ballot.classes.removeAll { $0 >= labelSpace.classCount }
          guard !ballot.classes.isEmpty else { return nil }
          return FunctionMatch(function: match.function, span: match.span, ballot: ballot)
        }
      } catch {
        finder = nil
        return []
      }
    }
  }
}

/// An annotator's flag on a document.
struct DocumentFlag: Hashable {
  var document: Int
  var annotator: Int

  /// The flags that events leave, in their order; those taken back are left out before.
  static func all(in events: [SessionEvent]) -> [DocumentFlag] {
    var places: [DocumentFlag: Int] = [:]
    for (place, event) in events.enumerated() {
      let flag = DocumentFlag(document: event.document, annotator: event.annotator)
      if event.kind == .flag { places[flag] = places[flag] ?? place }
      if event.kind == .unflag { places[flag] = nil }
    }
    return places.sorted { $0.value < $1.value }.map(\.key)
  }
}

extension [UInt8] {
  /// The bytes with A–Z made small.
  fileprivate var lowercasedASCII: [UInt8] {
    map { $0 &- 0x41 < 26 ? $0 | 0x20 : $0 }
  }
}
