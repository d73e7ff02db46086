internal import ActiveLearning
internal import LabelIO
internal import LabelStore
package import LabelingCore
internal import PluginHost
internal import Synchronization

extension SessionEngine {
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
      adjudication: .abstain
    )
    let history = SessionHistory(events)
    card.answers = try history.answers.map { try given($0, names) }
    card.adjudication = history.adjudications[document].map { Vote(classIndex: $0) } ?? .abstain
    let undone = Set(events.compactMap(\.undoes))
    for event in events where !undone.contains(event.number) {
      let annotator = Annotator(
        number: event.annotator,
        name: try names.name(of: event.annotator)
      )
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

  /// Whether those who answer may see a field.
  private func shows(_ field: String, isBlind: Bool) -> Bool {
    !settings.hiddenFields.contains { $0.isExactly(field) }
      && !(isBlind && field.isExactly(LabelSchema().label))
  }

  /// Refuses to hide fields that no document has.
  ///
  /// - Throws: A `Diagnostic` that names one, and what reading the corpus throws.
  package func checkHidden(_ names: [String]) throws {
    let files = try store.files()
    try HiddenFields.check(names, among: try corpus().fieldNames, of: files.first?.path ?? "")
  }

  /// Documents whose id or text holds some words, as they are written but for the case of a–z.
  ///
  /// Where there is no text, the fields are looked through, but for those that are hidden.
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

  /// Documents whose annotators gave different classes, unsettled ones first.
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
        adjudication: all[document].flatMap { $0.source == .adjudicated ? $0.vote : nil }
          ?? .abstain
      )
    }
    return found.filter(\.adjudication.isAbstain) + found.filter { !$0.adjudication.isAbstain }
  }

  private func given(_ answer: StoredAnswer, _ names: AnnotatorNames) throws -> GivenAnswer {
    GivenAnswer(
      annotator: Annotator(
        number: answer.annotator,
        name: try names.name(of: answer.annotator)
      ),
      vote: answer.classIndex.map { Vote(classIndex: $0) } ?? .abstain,
      isRejection: answer.isRejection
    )
  }

  /// Parts that functions match; a plugin that cannot tell them is not asked again, as answers
  /// matter more than highlights.
  private func matches(in document: LabelingBatch<Void>) -> [FunctionMatch] {
    matches.withLock { finder in
      do { return try finder?.matches(in: document).first ?? [] } catch {
        finder = nil
        return []
      }
    }
  }
}

extension [UInt8] {
  /// The bytes with A–Z made small.
  fileprivate var lowercasedASCII: [UInt8] {
    map { $0 &- 0x41 < 26 ? $0 | 0x20 : $0 }
  }
}
