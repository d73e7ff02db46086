internal import HTTPTypes
internal import Hummingbird

/// Adds the headers that keep a browser from doing what our pages never ask for.
struct SecurityHeaders: RouterMiddleware {
  typealias Context = WebContext

  /// Own script, style and images, nothing inline, nothing from elsewhere, no frames.
  static let policy = [
    "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self'",
    "connect-src 'self'", "font-src 'none'", "manifest-src 'self'", "form-action 'self'",
    "base-uri 'none'", "frame-ancestors 'none'", "require-trusted-types-for 'script'",
  ].joined(separator: "; ")

  /// Whether the server speaks TLS, and browsers should insist on it from now on.
  let isSecure: Bool

  func handle(
    _ request: Request,
    context: WebContext,
    next: (Request, WebContext) async throws -> Response
  ) async throws -> Response {
    var response = try await next(request, context)
    response.headers[.contentSecurityPolicy] = Self.policy
    response.headers[.xContentTypeOptions] = "nosniff"
    response.headers[.xFrameOptions] = "DENY"
    // With 'no-referrer' browsers would send 'Origin: null' with our own forms.
    response.headers[.referrerPolicy] = "same-origin"
    response.headers[.crossOriginOpenerPolicy] = "same-origin"
    response.headers[.crossOriginResourcePolicy] = "same-origin"
    response.headers[.permissionsPolicy] = "camera=(), geolocation=(), microphone=()"
    if isSecure { response.headers[.strictTransportSecurity] = "max-age=31536000" }
    if response.headers[.cacheControl] == nil { response.headers[.cacheControl] = "no-store" }
    return response
  }
}

extension HTTPField.Name {
  static let xFrameOptions = known("X-Frame-Options")
  static let referrerPolicy = known("Referrer-Policy")
  static let crossOriginOpenerPolicy = known("Cross-Origin-Opener-Policy")
  static let permissionsPolicy = known("Permissions-Policy")
  static let fetchSite = known("Sec-Fetch-Site")
  /// What a page sends to show that it is ours; see ``CSRFMiddleware``.
  static let forgeryGuard = known("X-Winnow-Guard")

  /// A field name that is known to be one.
  static func known(_ name: String) -> HTTPField.Name {
    guard let name = HTTPField.Name(name) else { preconditionFailure("'\(name)' is a token") }
    return name
  }
}
