/// How the server is run.
package struct ServerOptions: Sendable {
  /// The address to listen at.
  package var host = Self.defaultHost
  /// The port to listen at; 0 takes a free one.
  package var port = Self.defaultPort
  /// Host names to answer for besides the address itself.
  package var allowedHosts: [String] = []
  /// PEM files of the certificate chain and its key; `nil` serves without TLS.
  package var tls: TLSFiles?
  /// Largest body of a request for labels.
  package var bodyByteLimit = RequestLimits.labelBodyByteCount
  /// Requests per second from one annotator or address; 0 for no limit.
  package var requestsPerSecond = RequestLimits.requestsPerSecond
  /// Time for a request to arrive and be answered.
  package var requestLimit = RequestLimits.requestTime
  /// Time after which a silent connection is closed.
  package var idleLimit = RequestLimits.idleTime
  /// Connections at a time.
  package var connectionLimit = RequestLimits.connectionCount
  /// Connections of one address at a time; `nil` for half of all.
  package var peerConnectionLimit: Int?
  /// Time that requests get to finish when the server is asked to stop.
  package var shutdownLimit = RequestLimits.shutdownTime

  /// The address unless another is asked for: this machine alone.
  package static let defaultHost = "127.0.0.1"
  /// The port unless another is asked for.
  package static let defaultPort = 8088

  /// Creates the default options.
  package init() {}

  /// Whether only this machine can reach the server.
  package var isLoopback: Bool { ["127.0.0.1", "::1", "localhost"].contains(host) }

  /// Names that requests may be addressed to; empty for any.
  var hostNames: Set<String> {
    if !isLoopback, allowedHosts.isEmpty { return [] }
    let bracketed = host.contains(":") ? "[\(host)]" : host
    let own = isLoopback ? ["localhost", "127.0.0.1", "[::1]"] : []
    return Set((own + [bracketed] + allowedHosts).map { $0.lowercased() })
  }
}
