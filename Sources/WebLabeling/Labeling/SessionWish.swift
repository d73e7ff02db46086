internal import HTTPTypes
internal import LabelingCore
internal import Pipeline

/// Something an annotator does, as a page sends it.
struct SessionWish: Decodable, Sendable {
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
  }

  /// Most bytes of a note.
  static let noteByteLimit = 16 << 10

  /// The page's own name for the request: one that comes again is done once.
  var request: String
  var kind: Kind
  var document: Int?
  var classIndex: Int?
  var isRejection: Bool?
  var text: String?
  var durationMs: Int?

  /// Does it; when the call returns it is on the disk.
  ///
  /// - Throws: ``WebError`` for a document or class that there is not.
  func fulfil(in engine: SessionEngine, by annotator: Annotator) throws -> Outcome {
    guard (8...64).contains(request.utf8.count) else {
      throw WebError.badRequest("'request' has 8 to 64 characters")
    }
    let duration = durationMs.map { Duration.milliseconds(min(max(0, $0), 86_400_000)) }
    if kind == .undo {
      let question = try engine.undo(by: annotator, request: request)
      return Outcome(document: question?.document)
    }
    guard let document, (0..<engine.documentCount).contains(document) else {
      throw WebError(.notFound, "no_document", "no document with this number")
    }
    switch kind {
    case .answer:
      var answer = SessionAnswer(document: document, vote: try vote(in: engine), duration: duration)
      answer.isRejection = isRejection ?? false
      try engine.answer(answer, by: annotator, request: request)
    case .adjudicate:
      try engine.adjudicate(document, as: vote(in: engine), by: annotator, request: request)
    case .skip: try engine.skip(document, by: annotator, duration: duration, request: request)
    case .flag: try engine.flag(document, true, by: annotator, request: request)
    case .unflag: try engine.flag(document, false, by: annotator, request: request)
    case .note:
      guard let text, !text.isEmpty, text.utf8.count <= Self.noteByteLimit else {
        throw WebError.badRequest("a note has 1 to \(Self.noteByteLimit) bytes")
      }
      try engine.note(text, on: document, by: annotator, request: request)
    case .undo: break
    }
    return Outcome(document: document)
  }

  private func vote(in engine: SessionEngine) throws -> Vote {
    guard let classIndex, (0..<engine.labelSpace.classCount).contains(classIndex) else {
      throw WebError.badRequest("no class with this number")
    }
    return Vote(classIndex: classIndex)
  }
}
