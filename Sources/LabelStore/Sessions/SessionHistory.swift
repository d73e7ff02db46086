/// What a run of events amounts to: the same that the store keeps of all of them.
package struct SessionHistory: Hashable, Sendable {
  /// The answers as they stand after the events, by document and annotator.
  package let answers: [StoredAnswer]
  /// Class that each settled document was given.
  package let adjudications: [Int: Int]

  /// Plays the journal from its beginning.
  package init(_ events: [SessionEvent]) {
    struct Place: Hashable {
      var document: Int
      var annotator: Int
    }
    let undone = Set(events.compactMap(\.undoes))
    var answers: [Place: StoredAnswer] = [:]
    var adjudications: [Int: Int] = [:]
    for event in events where !undone.contains(event.number) {
      switch event.kind {
      case .answer, .skip:
        answers[Place(document: event.document, annotator: event.annotator)] = StoredAnswer(
          document: event.document,
          annotator: event.annotator,
          event: event.number,
          classIndex: event.classIndex,
          isRejection: event.isRejection
        )
      case .adjudicate:
        adjudications[event.document] = event.classIndex
      case .flag, .unflag, .note, .undo:
        break
      }
    }
    self.answers = answers.values.sorted {
      ($0.document, $0.annotator) < ($1.document, $1.annotator)
    }
    self.adjudications = adjudications
  }
}
