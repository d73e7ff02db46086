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
    case answering
    /// Somebody who settles a disagreement, and sees what everybody answered.
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

  /// Shows of a document what its audience may see.
  ///
  /// In a blind session nobody sees what functions say, and only those who have answered the
  /// document see what others say of it.
  /// - Parameters:
  ///   - card: The document.
  ///   - annotator: Who looks.
  ///   - audience: What for.
  ///   - isBlind: Whether the session is blind.
  ///   - strategy: Why the annotator is asked about it.
  ///   - shows: Whether a field is shown.
  /// - Throws: ``WebError/blind``.
  init(
    _ card: DocumentCard,
    for annotator: Annotator,
    _ audience: Audience,
    isBlind: Bool,
    strategy: String? = nil,
    showing shows: (String) -> Bool
  ) throws {
    let maySeeOthers = !isBlind || card.answers.hasAnswer(of: annotator)
    let showsHints = !isBlind
    let showsAll = audience == .settling
    if showsAll, !maySeeOthers { throw WebError.blind }
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
    adjudication =
      card.adjudication.isAbstain || !maySeeOthers ? nil : card.adjudication.classIndex
  }
}

extension [GivenAnswer] {
  /// Whether an annotator has given a class; passing a document over is not an answer.
  func hasAnswer(of annotator: Annotator) -> Bool {
    contains { $0.annotator.number == annotator.number && !$0.vote.isAbstain }
  }
}
