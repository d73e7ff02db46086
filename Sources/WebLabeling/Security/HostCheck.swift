internal import HTTPTypes
internal import Hummingbird

/// Answers for the server's own names only.
///
/// Without it a page elsewhere could point its own name at this machine (DNS
/// rebinding) and then talk to the server as if it were the page's own.
struct HostCheck: RouterMiddleware {
  typealias Context = WebContext

  /// Names without port, lower case; empty answers for any.
  let names: Set<String>

  func handle(
    _ request: Request,
    context: WebContext,
    next: (Request, WebContext) async throws -> Response
  ) async throws -> Response {
    if !names.isEmpty, let authority = request.head.authority,
      !names.contains(Self.name(in: authority))
    {
      throw WebError.foreignHost
    }
    return try await next(request, context)
  }

  /// The host of `host:port`.
  static func name(in authority: String) -> String {
    if authority.hasPrefix("["), let end = authority.firstIndex(of: "]") {
      return authority[...end].lowercased()
    }
    let name = authority.split(separator: ":", omittingEmptySubsequences: false).first
    return (name.map(String.init) ?? "").lowercased()
  }
}
