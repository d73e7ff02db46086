internal import HTTPTypes
internal import LabelStore
internal import LabelingCore
internal import Sessions

/// Something an annotator does, as a page sends it.
struct AnnotationCommand: Decodable, Sendable {
  /// What is to be done.
  enum Kind: String, Decodable, Sendable {
    case answer
    case skip
    case flag
    case unflag
    case note
    case undo
    case adjudicate
  }

  /// What came of it.
  struct Outcome: Encodable, Sendable {
    /// The document it was about; absent where there was nothing to take back.
    var document: Int?
    /// Number of the event; of a request that came before, the number that it had then.
    var event: Int?
    /// Number of the event that was taken back.
    var undid: Int?
  }

  /// Most bytes of a note.
  static let noteByteLimit = 16 << 10

  /// The page's own name for the request: one that comes again is done once.
  var request: String
  /// Identity of the session that it was done in; another one refuses it.
  var session: String?
  /// Number of the annotator who did it; nobody else's token takes it.
  var annotator: Int?
  var kind: Kind
  var document: Int?
  var classIndex: Int?
  var isRejection: Bool?
  /// Names of all classes that the document has, in a session of several classes a document.
  var labels: [String]?
  var text: String?
  var durationMs: Int?
  /// The request of the event that is taken back.
  var undoes: String?
  /// Number of the event that is taken back; without either it is the annotator's last one.
  var undoesEvent: Int?

  /// Does it; when the call returns it is on the disk.
  ///
  /// - Throws: ``WebError`` for a document or class that there is not, and `SessionRefusal`.
  func execute(in engine: SessionEngine, by annotator: Annotator) throws -> Outcome {
    guard (8...64).contains(request.utf8.count) else {
      throw WebError.badRequest("'request' has 8 to 64 characters")
    }
    if let session, session != engine.identity { throw SessionRefusal.otherSession }
    if let number = self.annotator, number != annotator.number {
      throw SessionRefusal.otherAnnotator(name: annotator.name)
    }
    if kind == .undo {
      let undone = try engine.undo(by: annotator, undoTarget, request: request)
      return Outcome(
        document: undone?.question.document,
        event: undone?.undo,
        undid: undone?.event
      )
    }
    guard let document, (0..<engine.documentCount).contains(document) else {
      throw WebError(.notFound, "no_document", "no document with this number")
    }
    return Outcome(document: document, event: try event(on: document, in: engine, by: annotator))
  }

  private var undoTarget: SessionStore.UndoTarget {
    undoes.map { .request($0) } ?? undoesEvent.map { .event($0) } ?? .last
  }

  /// Adds the event; returns its number.
  private func event(
    on document: Int,
    in engine: SessionEngine,
    by annotator: Annotator
  ) throws -> Int? {
    let duration = durationMs.map { Duration.milliseconds(min(max(0, $0), 86_400_000)) }
    switch kind {
    case .answer:
      if let labels = try labels(in: engine) {
        return try engine.answer(
          document,
          labels: labels,
          by: annotator,
          duration: duration,
          request: request
        )
      }
      return try engine.answer(
        document,
        as: vote(in: engine),
        isRejection: isRejection ?? false,
        by: annotator,
        duration: duration,
        request: request
      )
    case .adjudicate:
      if let labels = try labels(in: engine) {
        return try engine.adjudicate(document, labels: labels, by: annotator, request: request)
      }
      return try engine.adjudicate(document, as: vote(in: engine), by: annotator, request: request)
    case .skip:
      return try engine.skip(document, by: annotator, duration: duration, request: request)
    case .flag: return try engine.flag(document, true, by: annotator, request: request)
    case .unflag: return try engine.flag(document, false, by: annotator, request: request)
    case .note:
      guard let text, !text.isEmpty, text.utf8.count <= Self.noteByteLimit else {
        throw WebError.badRequest("a note has 1 to \(Self.noteByteLimit) bytes")
      }
      return try engine.note(text, on: document, by: annotator, request: request)
    case .undo: return nil
    }
  }

  /// Numbers of the classes that a set holds, in a session of several classes a document; `nil` in
  /// one of one class.
  ///
  /// - Throws: ``WebError`` for what is meant for the other kind of session, and for a class that
  ///   there is not.
  private func labels(in engine: SessionEngine) throws -> [Int]? {
    switch engine.labels {
    case .one where labels == nil: return nil
    case .one:
      throw WebError(
        .badRequest,
        "other_labels",
        "the session's documents have one class each, and the request has 'labels'",
        help: "send \"class_index\", the number of the class, from 0, in place of \"labels\""
      )
    case .several:
      guard let labels, classIndex == nil, isRejection == nil else {
        throw WebError(
          .badRequest,
          "other_labels",
          "the session's documents may have several classes, and the request names one",
          help: "send \"labels\", the names of all classes that it has, in place of "
            + "\"class_index\"; [] says that it has none of them"
        )
      }
      return try labels.map { name in
        guard let vote = engine.labelSpace.vote(for: name) else {
          throw WebError.badRequest(
            "no class '\(name)'",
            help: Suggestion.help(for: name, among: engine.labelSpace.classes, kind: "classes")
          )
        }
        return vote.classIndex
      }
    }
  }

  private func vote(in engine: SessionEngine) throws -> Vote {
    guard let classIndex, (0..<engine.labelSpace.classCount).contains(classIndex) else {
      throw WebError.badRequest("no class with this number")
    }
    return Vote(classIndex: classIndex)
  }
}
