internal import HTTPTypes
internal import Hummingbird

/// Says which methods a path has to those who try another one.
struct MethodCheck: RouterMiddleware {
  typealias Context = WebContext

  let table: RouteTable

  func handle(
    _ request: Request,
    context: WebContext,
    next: (Request, WebContext) async throws -> Response
  ) async throws -> Response {
    if let methods = table.methods(of: request.uri.path),
      !methods.contains(request.method.rawValue)
    {
      throw WebError.notAllowed(methods)
    }
    return try await next(request, context)
  }
}
