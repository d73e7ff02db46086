internal import HTTPTypes
internal import Hummingbird
internal import Logging

/// Turns errors into responses, pages for browsers and JSON for programs, and visitors that are not
/// signed in towards the sign-in page.
struct RefusalPages: RouterMiddleware {
  typealias Context = WebContext

  func handle(
    _ request: Request,
    context: WebContext,
    next: (Request, WebContext) async throws -> Response
  ) async throws -> Response {
    do {
      return try await next(request, context)
    } catch {
      let refusal = WebError(error)
      if refusal.status == .internalServerError {
        context.logger.error("request failed", metadata: ["error": "\(error)"])
      }
      let wantsPage =
        request.method == .get && request.headers[.accept]?.contains("text/html") == true
      if refusal.status == .unauthorized, wantsPage {
        return Response(status: .seeOther, headers: [.location: "/login"])
      }
      return wantsPage ? RefusalPage.response(refusal) : refusal.response()
    }
  }
}
