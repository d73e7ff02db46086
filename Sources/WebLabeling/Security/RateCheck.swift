internal import Hummingbird

/// Refuses more requests than a client may send.
struct RateCheck: RouterMiddleware {
  typealias Context = WebContext

  let limiter: RateLimiter

  func handle(
    _ request: Request,
    context: WebContext,
    next: (Request, WebContext) async throws -> Response
  ) async throws -> Response {
    let client = context.user.map { "@" + $0.name } ?? context.remoteAddress ?? ""
    if let seconds = limiter.refusal(of: client) {
      throw WebError.tooMany(retryAfterSeconds: seconds)
    }
    return try await next(request, context)
  }
}
