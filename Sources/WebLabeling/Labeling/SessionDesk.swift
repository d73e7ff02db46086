internal import NIOPosix
package import Pipeline
internal import Synchronization

/// A session as the pages see it: its calls run on threads that may wait for the disk.
package struct SessionDesk: Sendable {
  /// The session.
  package let engine: SessionEngine
  /// Fields that are not shown to annotators.
  package let hiddenFields: Set<String>

  /// How long figures are shown before they are counted again.
  private static let freshness = Duration.seconds(1)

  private final class Figures: Sendable {
    let known = Mutex<(status: SessionStatus, at: ContinuousClock.Instant)?>(nil)
  }

  private let figures = Figures()

  /// Puts a session on the web.
  package init(_ engine: SessionEngine, hidingFields hiddenFields: Set<String> = []) {
    self.engine = engine
    self.hiddenFields = hiddenFields
  }

  /// Whether annotators see a field of a document.
  func shows(_ field: String) -> Bool { !hiddenFields.contains(field) }

  /// Runs a call of the session.
  func run<Value: Sendable>(
    _ body: @escaping @Sendable (SessionEngine) throws -> Value
  ) async throws -> Value {
    let engine = engine
    return try await NIOThreadPool.singleton.runIfActive { try body(engine) }
  }

  /// How far the session is, a second old at most.
  func status() async throws -> SessionStatus {
    if let known = figures.known.withLock({ $0 }), .now - known.at < Self.freshness {
      return known.status
    }
    let status = try await run { try $0.status() }
    figures.known.withLock { $0 = (status, .now) }
    return status
  }

  /// The annotator that a visitor is.
  func annotator(_ visitor: Visitor) async throws -> Annotator {
    try await run { try $0.annotator(named: visitor.name) }
  }
}
