internal import Foundation
internal import HTTPTypes
internal import Hummingbird

/// Signs annotators in and out: their token becomes a cookie.
struct SignInRoutes: Sendable {
  let authentication: Authentication
  let isSecure: Bool

  private struct Form: Decodable {
    var token: String
  }

  func add(
    to open: some RouterMethods<WebContext>,
    known: some RouterMethods<WebContext>
  ) {
    open.get("/login") { request, _ in SignInPage.response() }
    open.post("/login") { request, context in try await signIn(request, context) }
    known.post("/logout") { _, _ in
      var response = try JSONResponse.make(["signed_out": true])
      response.setCookie(cookie("", maxAge: 0))
      return response
    }
  }

  private func signIn(_ request: Request, _ context: WebContext) async throws -> Response {
    try CSRFMiddleware.checkOrigin(of: request)
    let body = try await JSONResponse.body(of: request, upTo: RequestLimits.signInBodyByteCount)
    let form = try? URLEncodedFormDecoder().decode(
      Form.self,
      from: String(decoding: body, as: UTF8.self)
    )
    let given = (form?.token ?? "").trimmingCharacters(in: .whitespacesAndNewlines)
    if let token = AccessToken(given), try await authentication.accounts.annotator(of: token) != nil
    {
      let month = 30 * 24 * 3600
      return redirect(to: "/", settingCookie: cookie(token.secret, maxAge: month))
    }
    if let seconds = authentication.failures.refusal(of: context.remoteAddress ?? "") {
      return SignInPage.response(.tooMany(seconds: seconds))
    }
    return SignInPage.response(.wrongToken)
  }

  private func cookie(_ value: String, maxAge: Int) -> Cookie {
    Cookie(
      name: Authentication.cookieName,
      value: value,
      maxAge: maxAge,
      path: "/",
      secure: isSecure,
      httpOnly: true,
      sameSite: .strict
    )
  }

  private func redirect(to path: String, settingCookie cookie: Cookie) -> Response {
    var response = Response(status: .seeOther, headers: [.location: path])
    response.setCookie(cookie)
    return response
  }
}
