internal import LabelingCore
internal import PluginHost
internal import Sessions

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
    /// Absent for a set of classes.
    var classIndex: Int?
    /// What it says, as files have it.
    var text: String
  }

  /// Somebody's answer.
  struct Answer: Encodable, Sendable {
    var annotator: String
    /// Absent for a document that was skipped, and where documents may have several classes.
    var classIndex: Int?
    var isRejection: Bool
    /// The classes, where documents may have several; absent for a document that was skipped.
    var labels: [String]?
  }

  /// A remark.
  struct Note: Encodable, Sendable {
    var annotator: String
    var text: String
    var timeMs: Int
  }

  var document: Int
  var id: String
  var strategy: String?
  var text: [TextPart]?
  var fields: [Field]
  var votes: [Vote]
  /// Probability of each class; empty where there is no model, or it is hidden.
  var probabilities: [Double]
  /// The classes that the model proposes, where documents may have several.
  var proposal: [String]?
  var answers: [Answer]
  var isFlagged: Bool
  /// Names of those who flagged it, as far as the annotator sees them.
  var flaggedBy: [String]
  var notes: [Note]
  /// Class that a disagreement was settled on.
  var adjudication: Int?
  /// Classes that a disagreement was settled on, where documents may have several.
  var adjudicationLabels: [String]?

  /// Shows a document.
  ///
  /// In a blind session nobody sees what functions say, and notes show to others only for settling.
  /// - Parameters:
  ///   - card: The document, as the session shows it to the annotator.
  ///   - annotator: Who looks.
  ///   - audience: What for.
  ///   - session: The session's classes, and how many of them a document has.
  ///   - isBlind: Whether the session is blind.
  ///   - strategy: Why the annotator is asked about it.
  ///   - shows: Whether a field is shown.
  init(
    _ card: DocumentCard,
    for annotator: Annotator,
    _ audience: DocumentCard.Audience,
    in session: (labelSpace: LabelSpace, labels: LabelKind),
    isBlind: Bool,
    strategy: String? = nil,
    showing shows: (String) -> Bool
  ) {
    let showsHints = !isBlind
    let matches = showsHints ? card.matches : []
    document = card.document
    id = card.id
    self.strategy = strategy
    func parts(of value: String, in field: String?) -> [TextPart] {
      TextPart.parts(of: value, matches.filter { $0.span.field == field }, of: card.functions)
    }
    text = card.text.map { parts(of: $0, in: nil) }
    fields = card.fields.filter { shows($0.name) }.map { field in
      Field(name: field.name, parts: parts(of: field.value, in: field.name))
    }
    votes =
      showsHints
      ? card.votes.map {
        Vote(function: $0.function, classIndex: $0.classIndex, text: $0.text)
      } : []
    let classes = session.labelSpace.classes
    probabilities = showsHints ? card.probabilities : []
    if showsHints, session.labels == .several {
      proposal = card.proposal?.map { classes[$0] }
    }
    answers = card.answers.map {
      Answer(
        annotator: $0.annotator.name,
        classIndex: $0.says.classIndex,
        isRejection: $0.says.isRejection,
        labels: $0.says.labels?.map { classes[$0] }
      )
    }
    isFlagged = card.flags.contains(annotator)
    flaggedBy = card.flags.filter { audience != .answering || $0 == annotator }.map(\.name)
    notes = card.notes.filter { audience == .settling || $0.annotator == annotator }.map {
      Note(annotator: $0.annotator.name, text: $0.text, timeMs: $0.timeInMilliseconds)
    }
    adjudication = card.adjudication?.classIndex
    adjudicationLabels = card.adjudication?.labels?.map { classes[$0] }
  }
}
