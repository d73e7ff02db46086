internal import HTTPTypes
internal import Hummingbird

/// Lets those pass whose token is known.
struct Authentication: RouterMiddleware {
  typealias Context = WebContext

  /// Name of the cookie that holds the token.
  static let cookieName = "winnow_token"

  let accounts: any AccountBook
  /// Allowance of failed attempts, by address.
  let failures: RateLimiter

  func handle(
    _ request: Request,
    context: WebContext,
    next: (Request, WebContext) async throws -> Response
  ) async throws -> Response {
    var context = context
    context.user = try await user(of: request, from: context.remoteAddress)
    return try await next(request, context)
  }

  /// Who a request is from.
  ///
  /// - Parameters:
  ///   - request: The request.
  ///   - address: Where it comes from.
  /// - Returns: The annotator whose token it carries.
  /// - Throws: ``WebError`` without a known token, or after too many wrong ones.
  func user(of request: Request, from address: String?) async throws -> AuthenticatedUser {
    let means: AuthenticatedUser.Means
    let given: String
    if let header = request.headers[.authorization] {
      let words = header.split(separator: " ")
      guard words.count == 2, words[0].lowercased() == "bearer" else { throw WebError.wrongToken }
      (means, given) = (.header, String(words[1]))
    } else if let cookie = request.cookies[Self.cookieName] {
      (means, given) = (.cookie, cookie.value)
    } else {
      throw WebError.unauthenticated
    }
    if let token = AccessToken(given), let name = try await accounts.annotator(of: token) {
      return AuthenticatedUser(name: name, means: means, token: token)
    }
    if let seconds = failures.refusal(of: address ?? "") {
      throw WebError.tooMany(retryAfterSeconds: seconds)
    }
    throw WebError.wrongToken
  }
}
