package import LabelStore
package import LabelingCore

extension SessionEngine {
  /// The documents that a filter lets through.
  ///
  /// For a viewer who does not see what others did, only what they did themselves counts; among
  /// the documents that annotators disagree about, those that they answered.
  /// - Parameters:
  ///   - filter: The conditions.
  ///   - viewer: Who looks.
  ///   - hidden: Fields whose text is not looked through, besides those that the session hides.
  /// - Returns: Numbers of the documents, in order.
  /// - Throws: What reading the session or its corpus throws.
  package func documents(
    matching filter: DocumentFilter,
    seenBy viewer: Annotator,
    hiding hidden: Set<ExactString> = []
  ) throws -> [Int] {
    var found: Set<Int>?
    let annotator = (try seesBeforeAnswering(viewer) ? filter.annotator : viewer)?.number
    if filter.state != nil || filter.classIndex != nil {
      let answers = try store.answers()
      let counted = answers.filter { annotator == nil || $0.annotator == annotator }
      if let state = filter.state {
        found = try documents(in: state, answers, counted, annotator)
      }
      if let wanted = filter.classIndex {
        let given = counted.filter {
          $0.says.effective(of: labelSpace.classCount)?.presentClasses.contains(wanted) ?? false
        }
        found = (found ?? Set(documents.indices)).intersection(given.map(\.document))
      }
    } else if filter.annotator != nil {
      found = Set(try store.answers().filter { $0.annotator == annotator }.map(\.document))
    }
    let numbers = found.map { $0.sorted() } ?? Array(documents.indices)
    guard !filter.words.isEmpty else { return numbers }
    let hits = try search(filter.words, limit: documents.count, hiding: hidden)
    guard let found else { return hits }
    return hits.filter(found.contains)
  }

  private func documents(
    in state: DocumentFilter.State,
    _ answers: [StoredAnswer],
    _ counted: [StoredAnswer],
    _ annotator: Int?
  ) throws -> Set<Int> {
    switch state {
    case .unlabeled:
      let labeled = counted.filter { !$0.isSkip }.map(\.document)
      return Set(documents.indices).subtracting(labeled)
    case .labeled: return Set(counted.filter { !$0.isSkip }.map(\.document))
    case .empty: return Set(counted.filter { $0.says == .classes([]) }.map(\.document))
    case .skipped: return Set(counted.filter { $0.isSkip }.map(\.document))
    case .flagged, .noted:
      let remarks = try store.remarks().filter { annotator == nil || $0.annotator == annotator }
      if state == .noted { return Set(remarks.filter { $0.kind == .note }.map(\.document)) }
      return Set(DocumentFlag.all(in: remarks).map(\.document))
    case .disputed:
      let disputed = try consensus(answers).filter { $0.value.isDisputed }.keys
      guard annotator != nil else { return Set(disputed) }
      let own = counted.filter { !$0.isSkip }.map(\.document)
      return Set(disputed).intersection(own)
    }
  }

  /// The current answers and skips of an annotator.
  ///
  /// - Parameters:
  ///   - annotator: Who answered.
  ///   - place: Only answers before this place of the journal, which an entry has; `nil` for all.
  ///   - limit: Most answers.
  /// - Returns: The answers, the latest first.
  /// - Throws: `StoreError`.
  package func history(
    of annotator: Annotator,
    before place: Int? = nil,
    limit: Int
  ) throws -> [HistoryEntry] {
    try store.latestAnswers(of: annotator.number, before: place, limit: limit).map { event in
      HistoryEntry(
        place: event.number,
        document: event.document,
        id: documents[event.document].id,
        says: event.says,
        timeInMilliseconds: event.timeInMilliseconds
      )
    }
  }

  /// What an annotator did last here and can take back; `nil` for nothing.
  ///
  /// - Throws: `StoreError`.
  package func lastDone(by annotator: Annotator) throws -> SessionEvent? {
    try store.lastLive(of: annotator.number)
  }
}
