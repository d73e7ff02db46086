internal import HTTPTypes
internal import Hummingbird

/// Which methods each path has.
struct RouteTable: Sendable {
  private struct Route {
    /// The path's parts; `nil` stands for any.
    var parts: [Substring?]
    var methods: [HTTPRequest.Method]
  }

  private let routes: [Route]

  /// Takes the routes of a router.
  init(of router: Router<WebContext>) {
    var routes: [Route] = []
    for route in router.routes {
      let parts = route.path.description.split(separator: "/")
        .map { $0.hasPrefix("{") ? nil : $0 }
      if let known = routes.firstIndex(where: { $0.parts == parts }) {
        routes[known].methods.append(route.method)
      } else {
        routes.append(Route(parts: parts, methods: [route.method]))
      }
    }
    self.routes = routes
  }

  /// The methods of a path, sorted; `nil` where there is no such path.
  func methods(of path: String) -> [String]? {
    let parts = path.split(separator: "/")
    let found = routes.first { route in
      route.parts.count == parts.count
        && zip(route.parts, parts).allSatisfy { $0 == nil || $0 == $1 }
    }
    guard let found else { return nil }
    let methods = found.methods.contains(.get) ? found.methods + [.head] : found.methods
    return Set(methods.map(\.rawValue)).sorted()
  }
}
