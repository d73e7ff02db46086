package import Hummingbird
internal import Logging
internal import NIOCore

/// What is known of a request while it is served.
package struct WebContext: RequestContext {
  package var coreContext: CoreRequestContextStorage
  /// Where the request comes from; `nil` in tests without a network.
  package let remoteAddress: String?
  /// Who asks, once that is known.
  package var user: AuthenticatedUser?

  package init(source: ApplicationRequestContextSource) {
    coreContext = .init(source: source)
    remoteAddress = source.channel.remoteAddress?.ipAddress
  }

  /// Who asks; only behind ``Authentication``.
  ///
  /// - Throws: 401 for a request that nobody was recognized from.
  func knownUser() throws -> AuthenticatedUser {
    guard let user else { throw WebError.unauthenticated }
    return user
  }
}
