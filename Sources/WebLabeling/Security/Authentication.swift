internal import Foundation
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
  /// Whether a token may come as a password too, whoever the user is said to be.
  ///
  /// Only for routes of programs that know no other way: browsers keep passwords.
  var takesPasswords = false

  func handle(
    _ request: Request,
    context: WebContext,
    next: (Request, WebContext) async throws -> Response
  ) async throws -> Response {
    var context = context
    do {
      context.user = try await user(of: request, from: context.remoteAddress)
    } catch var error as WebError where takesPasswords {
      error.challenge = "Basic realm=\"winnow\", \(error.challenge)"
      throw error
    }
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
      guard words.count == 2, let token = token(in: words[1], scheme: words[0].lowercased()) else {
        throw WebError.wrongToken
      }
      (means, given) = (.header, token)
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

  /// What the header `Authorization` gives as a token.
  private func token(in credentials: Substring, scheme: String) -> String? {
    switch scheme {
    case "bearer": return String(credentials)
    case "basic" where takesPasswords:
      let pair = Data(base64Encoded: String(credentials))
      return pair.map { String(decoding: $0, as: UTF8.self) }?.split(
        separator: ":",
        maxSplits: 1,
        omittingEmptySubsequences: false
      )
      .dropFirst().first.map(String.init)
    default: return nil
    }
  }
}
