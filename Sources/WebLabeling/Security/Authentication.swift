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
  /// A bearer's token was put there for this request, and a cookie by signing in; both go before a
  /// password, which a browser may have kept from elsewhere on this server.
  /// - Parameters:
  ///   - request: The request.
  ///   - address: Where it comes from.
  /// - Returns: The annotator whose token it carries.
  /// - Throws: ``WebError`` without a known token, or after too many wrong ones.
  func user(of request: Request, from address: String?) async throws -> AuthenticatedUser {
    let header = request.headers[.authorization].map(credentials)
    let means: AuthenticatedUser.Means
    let given: String
    if case .bearer(let token) = header {
      (means, given) = (.header, token)
    } else if let cookie = request.cookies[Self.cookieName] {
      (means, given) = (.cookie, cookie.value)
    } else if case .password(let token) = header, takesPasswords {
      (means, given) = (.password, token)
    } else {
      throw header == nil ? WebError.unauthenticated : WebError.wrongToken
    }
    if let token = AccessToken(given), let name = try await accounts.annotator(of: token) {
      return AuthenticatedUser(name: name, means: means, token: token)
    }
    if let seconds = failures.refusal(of: address ?? "") {
      throw WebError.tooMany(retryAfterSeconds: seconds)
    }
    throw WebError.wrongToken
  }

  /// What a header `Authorization` gives.
  private enum Credentials {
    case bearer(String)
    /// A password, whoever the user is said to be.
    case password(String)
    /// Nothing that is known here.
    case other
  }

  private func credentials(of header: String) -> Credentials {
    let words = header.split(separator: " ")
    guard words.count == 2 else { return .other }
    switch words[0].lowercased() {
    case "bearer": return .bearer(String(words[1]))
    case "basic":
      let pair = Data(base64Encoded: String(words[1])).map { String(decoding: $0, as: UTF8.self) }
      guard let pair, let colon = pair.firstIndex(of: ":") else { return .other }
      return .password(String(pair[pair.index(after: colon)...]))
    default: return .other
    }
  }
}
