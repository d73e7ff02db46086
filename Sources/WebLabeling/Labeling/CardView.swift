internal import LabelingCore
internal import Pipeline

/// A document as the pages get it.
struct CardView: Encodable, Sendable {
  /// A field and its value.
  struct Field: Encodable, Sendable {
    var name: String
    var parts: [TextPart]
  }

  /// A function's vote.
  struct Vote: Encodable, Sendable {
    var function: String
    var classIndex: Int
  }

  /// Somebody's answer.
  struct Answer: Encodable, Sendable {
    var annotator: String
    /// Absent for a document that was passed over.
    var classIndex: Int?
    var isRejection: Bool
  }

  /// A remark.
  struct Note: Encodable, Sendable {
    var annotator: String
    var text: String
    var timeMs: Int
  }

  /// Who looks.
  enum Audience {
    /// An annotator who is to answer, and does not see what others answered.
    case answering(isBlind: Bool)
    /// Somebody who settles a disagreement, and sees everything.
    case settling
  }

  var document: Int
  var id: String
  var strategy: String?
  var text: [TextPart]?
  var fields: [Field]
  var votes: [Vote]
  /// Probability of each class; empty where there is no model, or it is hidden.
  var probabilities: [Double]
  var answers: [Answer]
  var isFlagged: Bool
  var notes: [Note]
  /// Class that a disagreement was settled on.
  var adjudication: Int?

  init(
    _ card: DocumentCard,
    for annotator: Annotator,
    _ audience: Audience,
    strategy: String? = nil,
    showing shows: (String) -> Bool
  ) {
    let showsHints: Bool
    let showsAll: Bool
    switch audience {
    case .answering(let isBlind): (showsHints, showsAll) = (!isBlind, false)
    case .settling: (showsHints, showsAll) = (true, true)
    }
    let matches = showsHints ? card.matches : []
    document = card.document
    id = card.id
    self.strategy = strategy
    text = card.text.map { text in TextPart.parts(of: text, matches.filter { $0.field == nil }) }
    fields = card.fields.filter { shows($0.name) }.map { field in
      Field(
        name: field.name,
        parts: TextPart.parts(of: field.value, matches.filter { $0.field == field.name })
      )
    }
    votes =
      showsHints
      ? card.votes.map { Vote(function: $0.function, classIndex: $0.vote.classIndex) } : []
    probabilities = showsHints ? card.probabilities : []
    answers = card.answers.filter { showsAll || $0.annotator == annotator }.map {
      Answer(
        annotator: $0.annotator.name,
        classIndex: $0.vote.isAbstain ? nil : $0.vote.classIndex,
        isRejection: $0.isRejection
      )
    }
    isFlagged = card.flags.contains(annotator)
    notes = card.notes.filter { showsAll || $0.annotator == annotator }.map {
      Note(annotator: $0.annotator.name, text: $0.text, timeMs: $0.timeInMilliseconds)
    }
    adjudication = card.adjudication.isAbstain ? nil : card.adjudication.classIndex
  }
}
