internal import HTTPTypes
internal import Hummingbird
internal import NIOCore

/// Tells machines how the server is: `/healthz`, `/metrics`.
struct ObservingRoutes: Sendable {
  let metrics: ServerMetrics
  /// What the server does, for `/healthz`.
  let services: [String]
  /// Brings gauges up to date before they are shown.
  let refresh: @Sendable () async throws -> Void

  private struct Health: Encodable {
    var status = "ok"
    var services: [String]
  }

  /// Adds what needs no token.
  func addOpen(to group: some RouterMethods<WebContext>) {
    group.get("/healthz") { _, _ in try JSONResponse.make(Health(services: services)) }
  }

  /// Adds what needs one.
  func addKnown(to group: some RouterMethods<WebContext>) {
    group.get("/metrics") { _, _ in
      try await refresh()
      let page = metrics.page
      return Response(
        status: .ok,
        headers: [.contentType: "text/plain; version=0.0.4; charset=utf-8"],
        body: ResponseBody(byteBuffer: ByteBuffer(string: page))
      )
    }
  }
}
