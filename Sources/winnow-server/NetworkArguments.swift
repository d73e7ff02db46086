internal import ArgumentParser
internal import OptionValues
internal import WebLabeling

/// Where the server listens, and what it allows.
struct NetworkArguments: ParsableArguments {
  @Option(help: "Address to listen on; by default local connections only.")
  var host = ServerOptions.defaultHost

  @Option(
    help: "Port to listen on; 0 picks a free one.",
    transform: OptionValue.count(from: 0, to: 65_535)
  )
  var port = ServerOptions.defaultPort

  @Option(help: "A further host name to answer for; may be repeated.")
  var allowHost: [String] = []

  @Option(help: "Certificate chain in PEM format; with it the server speaks TLS.")
  var tlsCert: String?

  @Option(help: "The certificate's private key in PEM format.")
  var tlsKey: String?

  @Option(
    help: """
      Largest body of a request for labels, in bytes; by default 1 MiB, with --ml-backend 64 MiB.
      """,
    transform: OptionValue.count(to: 1 << 30)
  )
  var bodyLimit: Int?

  @Option(
    help: "Requests per second from one annotator or address; 0 for no limit.",
    transform: OptionValue.number(in: 0...1e9)
  )
  var rateLimit = RequestLimits.requestsPerSecond

  @Option(
    help: "Seconds for a request to arrive, for it to be answered, and for the answer to leave.",
    transform: OptionValue.seconds
  )
  var requestTimeout = RequestLimits.requestTime

  @Option(
    help: "Maximum number of connections; when there are more, silent ones are closed.",
    transform: OptionValue.count(to: 65_536)
  )
  var connectionLimit = RequestLimits.connectionCount

  @Option(
    help: "Maximum number from one address; by default half of all. Behind a proxy, all.",
    transform: OptionValue.count(to: 65_536)
  )
  var peerLimit: Int?

  func validate() throws {
    if (tlsCert == nil) != (tlsKey == nil) {
      throw ValidationError("--tls-cert and --tls-key go together")
    }
  }

  /// The options for the server.
  ///
  /// - Parameter isBackend: Whether a program sends it all documents of a project at once.
  /// - Returns: The options, with the defaults for such a server.
  func options(isBackend: Bool) -> ServerOptions {
    var options = ServerOptions()
    options.host = host
    options.port = port
    options.allowedHosts = allowHost
    if let tlsCert, let tlsKey {
      options.tls = TLSFiles(certificatePath: tlsCert, keyPath: tlsKey)
    }
    let limits = RequestLimits.self
    options.bodyByteLimit =
      bodyLimit ?? (isBackend ? limits.backendBodyByteCount : limits.labelBodyByteCount)
    options.requestsPerSecond = rateLimit
    options.requestLimit = requestTimeout
    options.connectionLimit = connectionLimit
    options.peerConnectionLimit = peerLimit
    return options
  }

  /// Where the server is found.
  func address(port: Int) -> String {
    let name = host.contains(":") ? "[\(host)]" : host
    return "\(tlsCert == nil ? "http" : "https")://\(name):\(port)/"
  }
}
