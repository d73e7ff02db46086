package import Sessions
internal import Synchronization

/// The annotators of a session and their tokens.
package final class SessionAccounts: AccountBook {
  /// How long a token is remembered before the session is asked again.
  private static let memory = Duration.seconds(5)

  private let service: SessionService
  private let known = Mutex<[String: (name: String, at: ContinuousClock.Instant)]>([:])

  /// Asks a session.
  package init(_ service: SessionService) { self.service = service }

  package func annotator(of token: AccessToken) async throws -> String? {
    let digest = token.digest
    if let found = known.withLock({ $0[digest] }), .now - found.at < Self.memory {
      return found.name
    }
    let name = try await service.run { try $0.annotator(tokenHash: digest)?.name }
    known.withLock { $0[digest] = name.map { ($0, .now) } }
    return name
  }

  /// Gives an annotator a new token; the one before is no longer known.
  ///
  /// - Parameters:
  ///   - name: The annotator, who is added when new.
  ///   - engine: The session.
  /// - Returns: The token, to be shown to its owner once.
  /// - Throws: A `Diagnostic` for a name that cannot be one.
  package static func giveToken(
    to name: String,
    in engine: SessionEngine
  ) throws -> AccessToken {
    let token = AccessToken.random()
    try engine.setTokenHash(token.digest, of: try engine.annotator(named: name))
    return token
  }
}
