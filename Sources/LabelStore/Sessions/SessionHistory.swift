package import LabelingCore

/// What a run of events amounts to: the same that the store keeps of all of them.
package struct SessionHistory: Hashable, Sendable {
  /// The answers as they are after the events, by document and annotator.
  package let answers: [StoredAnswer]
  /// The event that settled each settled document.
  package let settlements: [Int: SessionEvent]

  /// What each settled document was given.
  package var adjudications: [Int: LabelAnswer] {
    settlements.mapValues(\.says).filter { !$0.value.isSkip }
  }

  /// Plays the journal from its beginning.
  package init(_ events: [SessionEvent]) {
    struct Place: Hashable {
      var document: Int
      var annotator: Int
    }
    let undone = Set(events.compactMap(\.undoes))
    var answers: [Place: SessionEvent] = [:]
    var settlements: [Int: SessionEvent] = [:]
    for event in events where !undone.contains(event.number) {
      switch event.kind {
      case .answer, .skip:
        let place = Place(document: event.document, annotator: event.annotator)
        if answers[place].map(event.replaces) ?? true { answers[place] = event }
      case .adjudicate:
        if settlements[event.document].map(event.replaces) ?? true {
          settlements[event.document] = event
        }
      case .flag, .unflag, .note, .undo:
        break
      }
    }
    self.answers = answers.values.map { StoredAnswer(of: $0) }.sorted {
      ($0.document, $0.annotator) < ($1.document, $1.annotator)
    }
    self.settlements = settlements
  }
}
