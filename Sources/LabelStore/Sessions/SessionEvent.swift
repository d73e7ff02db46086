package import LabelingCore

/// Something a person did in a session.
package struct SessionEvent: Hashable, Sendable {
  /// What was done.
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    /// A class was given, or refused; or all classes of the document were given.
    case answer
    /// The document was skipped.
    case skip
    /// The document was marked as worth a second look.
    case flag
    /// The mark was taken off.
    case unflag
    /// Something was written down about the document.
    case note
    /// An earlier event was taken back.
    case undo
    /// A disagreement was settled.
    case adjudicate

    /// Whether it says which class a document has, in the annotator's eyes.
    package var isAnswer: Bool { self == .answer || self == .skip }
  }

  /// Its place in the journal; 0 before it is there.
  package var number = 0
  /// What was done.
  package var kind: Kind
  /// Number of the annotator.
  package var annotator: Int
  /// Number of the document.
  package var document: Int
  /// What answers and adjudications say of the document.
  package var says = LabelAnswer.skipped
  /// Index of the class, where documents have one.
  package var classIndex: Int? { says.classIndex }
  /// Whether the answer says that the document is not of the class.
  package var isRejection: Bool { says.isRejection }
  /// A note's text.
  package var text: String?
  /// When it was done, in milliseconds since 1970.
  package var timeInMilliseconds: Int
  /// How long the document was looked at, in milliseconds.
  package var durationInMilliseconds: Int?
  /// The query strategy that asked for the document.
  package var strategy: String?
  /// The probability with which it was chosen, where the strategy draws.
  package var probability: Double?
  /// The event that is taken back.
  package var undoes: Int?
  /// Where it came from: `terminal`, `browser`, or `import` and a format.
  package var origin: String
  /// What the asker calls the request, or an import what a file said without a time: one that
  /// comes again adds nothing.
  package var request: String?
  /// What another tool knew of it besides, as a JSON object.
  package var extra: String?

  /// Describes what an annotator did to a document.
  package init(
    _ kind: Kind,
    annotator: Int,
    document: Int,
    timeInMilliseconds: Int,
    origin: String
  ) {
    self.kind = kind
    self.annotator = annotator
    self.document = document
    self.timeInMilliseconds = timeInMilliseconds
    self.origin = origin
  }
}

extension [SessionEvent] {
  /// The events that were not taken back, of all about some documents.
  package var live: [SessionEvent] {
    let undone = Set(compactMap(\.undoes))
    return filter { !undone.contains($0.number) }
  }
}

extension SessionEvent {
  /// What follows the format in the origin of an event whose file gave no time.
  package static let untimedMark = " without time"

  /// Whether it was read from a file of answers.
  package var isImported: Bool { origin.hasPrefix("import") }

  /// Whether its file did not say when it was done; its time is then that of the file.
  package var isUntimed: Bool { isImported && origin.hasSuffix(Self.untimedMark) }

  /// Whether it takes the place of an event that counted until now.
  ///
  /// What is done in the session replaces what was there. What is imported does so unless the
  /// other was done later, or was in a newer file.
  package func replaces(_ standing: SessionEvent) -> Bool {
    !isImported || timeInMilliseconds >= standing.timeInMilliseconds
  }
}
