internal import HTTPTypes
internal import Hummingbird

/// Measures each request.
struct RequestMeter: RouterMiddleware {
  typealias Context = WebContext

  let metrics: ServerMetrics

  func handle(
    _ request: Request,
    context: WebContext,
    next: (Request, WebContext) async throws -> Response
  ) async throws -> Response {
    let start = ContinuousClock.now
    metrics.change("winnow_http_requests_in_flight", by: 1)
    defer { metrics.change("winnow_http_requests_in_flight", by: -1) }
    let response = try await next(request, context)
    // The route, not the path: paths are without number.
    let route = context.endpointPath ?? "none"
    metrics.count(
      "winnow_http_requests_total",
      [
        "route": route, "method": Self.known(request.method),
        "status": String(response.status.code),
      ]
    )
    metrics.observe(
      "winnow_http_request_duration_seconds",
      ["route": route],
      seconds: (.now - start) / .seconds(1)
    )
    return response
  }

  /// A method's name; those that nobody needs are one, as they are without number too.
  private static func known(_ method: HTTPRequest.Method) -> String {
    let usual: [HTTPRequest.Method] = [.get, .head, .post, .put, .patch, .delete, .options]
    return usual.contains(method) ? method.rawValue : "other"
  }
}
