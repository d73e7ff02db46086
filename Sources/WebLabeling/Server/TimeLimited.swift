package import Hummingbird

/// Gives up requests that take too long to be answered.
package struct TimeLimited<Base: HTTPResponder>: HTTPResponder where Base.Context == WebContext {
  package typealias Context = WebContext

  private let base: Base
  private let clock: RequestClock

  init(_ base: Base, clock: RequestClock) {
    self.base = base
    self.clock = clock
  }

  package func respond(to request: Request, context: WebContext) async throws -> Response {
    do {
      return try await clock.limited { try await base.respond(to: request, context: context) }
    } catch is CancellationError {
      return WebError.timeout.response()
    }
  }
}
