package import Hummingbird

/// Gives up requests that take too long: to arrive, or to be answered.
package struct TimeLimited<Base: HTTPResponder>: HTTPResponder where Base.Context == WebContext {
  package typealias Context = WebContext

  private let base: Base
  private let limit: Duration

  init(_ base: Base, limit: Duration) {
    self.base = base
    self.limit = limit
  }

  package func respond(to request: Request, context: WebContext) async throws -> Response {
    try await withThrowingTaskGroup(of: Response?.self) { group in
      group.addTask { try await base.respond(to: request, context: context) }
      group.addTask {
        try await Task.sleep(for: limit)
        return nil
      }
      defer { group.cancelAll() }
      return try await group.next()?.flatMap { $0 } ?? WebError.timeout.response()
    }
  }
}
