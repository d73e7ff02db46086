internal import HTTPTypes
internal import Hummingbird

/// Refuses changes that another site's page could have sent with our cookie, or with a password that
/// the browser keeps.
///
/// A request that is recognized by its cookie has to carry the guard that only
/// our pages can read, and so has one by password that a browser sent: programs, which do not say
/// where they come from, need none. Besides, the browser's own word on where the request
/// comes from is heard, for what carries no cookie yet, such as signing in.
struct CSRFMiddleware: RouterMiddleware {
  typealias Context = WebContext

  func handle(
    _ request: Request,
    context: WebContext,
    next: (Request, WebContext) async throws -> Response
  ) async throws -> Response {
    if request.method != .get, request.method != .head {
      try Self.checkOrigin(of: request)
      if let user = context.user, Self.needsGuard(request, user.means) {
        guard let given = request.headers[.forgeryGuard],
          user.token.accepts(forgeryGuard: given)
        else { throw WebError.forged }
      }
    }
    return try await next(request, context)
  }

  private static func needsGuard(_ request: Request, _ means: AuthenticatedUser.Means) -> Bool {
    switch means {
    case .cookie: true
    case .header: false
    case .password: request.headers[.origin] != nil || request.headers[.fetchSite] != nil
    }
  }

  /// Refuses what a browser says comes from another site.
  static func checkOrigin(of request: Request) throws {
    if let site = request.headers[.fetchSite], site != "same-origin", site != "none" {
      throw WebError.forged
    }
    if let origin = request.headers[.origin], let authority = request.head.authority {
      let host = origin.split(separator: "/", omittingEmptySubsequences: true).last
      guard host.map(String.init) == authority else { throw WebError.forged }
    }
  }
}
