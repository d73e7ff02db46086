package import LabelingCore
internal import NIOPosix
internal import Serving
package import Sessions
internal import Synchronization

/// A session as the pages see it: its calls run on threads that may wait for the disk.
package struct SessionService: Sendable {
  /// The session.
  package let engine: SessionEngine
  /// Fields that are not shown to annotators.
  package let hiddenFields: Set<ExactString>

  /// How long figures are shown before they are counted again.
  private static let freshness = Duration.seconds(1)
  /// Threads that wait for the disk: as many answers can be synced to it at once.
  private static let threadCount = 128

  private final class Memory: Sendable {
    let figures = Mutex<(status: SessionStatus, at: ContinuousClock.Instant)?>(nil)
  }

  private let memory = Memory()
  private let threads: NIOThreadPool

  /// Puts a session on the web.
  package init(_ engine: SessionEngine, hidingFields hiddenFields: [String] = []) {
    self.engine = engine
    self.hiddenFields = Set(hiddenFields.map { ExactString($0) })
    threads = NIOThreadPool(numberOfThreads: Self.threadCount)
    threads.start()
  }

  /// Whether annotators see a field of a document.
  func shows(_ field: String) -> Bool { !hiddenFields.contains(ExactString(field)) }

  /// Runs a call of the session.
  ///
  /// - Throws: What the call throws, and `CancellationError` as soon as the task is cancelled; the
  ///   call then continues to its end, and nobody learns of it.
  func run<Value: Sendable>(
    _ body: @escaping @Sendable (SessionEngine) throws -> Value
  ) async throws -> Value {
    let engine = engine
    return try await Reply.wait { reply in
      threads.submit { state in
        guard state == .active else { return reply.give(.failure(CancellationError())) }
        guard !reply.isOver else { return }
        reply.give(Result { try body(engine) })
      }
    }
  }

  /// A document as an annotator may see it.
  ///
  /// - Parameters:
  ///   - document: Number of the document.
  ///   - annotator: Who looks.
  ///   - strategy: Why the annotator is asked about it.
  ///   - audience: What for.
  ///   - engine: The session, on a thread that may wait.
  /// - Returns: The document without what the annotator does not see.
  /// - Throws: ``WebError/blind``, and what reading the document throws.
  func view(
    _ document: Int,
    _ annotator: Annotator,
    strategy: String? = nil,
    for audience: DocumentCard.Audience = .answering,
    _ engine: SessionEngine
  ) throws -> CardView {
    CardView(
      try engine.document(document, for: annotator, audience),
      for: annotator,
      audience,
      in: (engine.labelSpace, engine.labels),
      isBlind: engine.settings.isBlind,
      strategy: strategy,
      showing: shows
    )
  }

  /// How far the session is, a second old at most, and how old that is.
  func status() async throws -> (status: SessionStatus, age: Duration) {
    if let known = memory.figures.withLock({ $0 }), .now - known.at < Self.freshness {
      return (known.status, .now - known.at)
    }
    let start = ContinuousClock.now
    let status = try await run { try $0.status() }
    memory.figures.withLock { $0 = (status, start) }
    return (status, .now - start)
  }

  /// The annotator that a user is by now: their name and role may have changed meanwhile.
  ///
  /// - Throws: ``WebError/wrongToken`` when the token is no longer known.
  func annotator(_ user: AuthenticatedUser) async throws -> Annotator {
    let digest = user.token.digest
    guard let annotator = try await run({ try $0.annotator(tokenHash: digest) }) else {
      throw WebError.wrongToken
    }
    return annotator
  }

  /// Lets what is being written be written, and closes the session.
  func close() {
    threads.shutdownGracefully { _ in }
    engine.close()
  }
}
