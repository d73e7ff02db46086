internal import ArgumentParser
internal import LabelingCore
internal import WebLabeling

/// Where the server listens, and what it allows.
struct NetworkArguments: ParsableArguments {
  @Option(help: "Address to listen at; the default lets this machine in and no other.")
  var host = "127.0.0.1"

  @Option(help: "Port to listen at; 0 takes a free one.")
  var port = 8088

  @Option(help: "A host name to answer for beside the address; may be repeated.")
  var allowHost: [String] = []

  @Option(help: "Certificate chain in PEM format; with it the server speaks TLS.")
  var tlsCert: String?

  @Option(help: "The certificate's private key in PEM format.")
  var tlsKey: String?

  @Option(help: "Largest body of a request for labels, in bytes.")
  var bodyLimit = 1 << 20

  @Option(help: "Requests a second of one annotator or address; 0 for no limit.")
  var rateLimit = 100.0

  @Option(
    help: "Seconds for a request to arrive, for it to be answered, and for the answer to leave."
  )
  var requestTimeout = 30.0

  @Option(help: "Connections at a time; when there are more, silent ones are closed.")
  var connectionLimit = 512

  @Option(
    help: "Connections of one address at a time; by default half of all. Behind a proxy, all."
  )
  var peerLimit: Int?

  func validate() throws {
    if !(0...65535).contains(port) { throw ValidationError("--port is from 0 to 65535") }
    if (tlsCert == nil) != (tlsKey == nil) {
      throw ValidationError("--tls-cert and --tls-key go together")
    }
    if bodyLimit < 1 { throw ValidationError("--body-limit is a positive number of bytes") }
    guard rateLimit.isFinite, rateLimit >= 0 else {
      throw ValidationError("--rate-limit is a number of requests a second, 0 for no limit")
    }
    guard let requestLimit, requestLimit > .zero else {
      throw ValidationError("--request-timeout is a positive number of seconds")
    }
    guard Self.connectionLimits.contains(connectionLimit) else {
      throw ValidationError("--connection-limit is from 1 to 65536")
    }
    guard peerLimit.map(Self.connectionLimits.contains) ?? true else {
      throw ValidationError("--peer-limit is from 1 to 65536")
    }
  }

  private static let connectionLimits = 1...65_536

  private var requestLimit: Duration? { Duration.checked(seconds: requestTimeout) }

  /// The options for the server.
  var options: ServerOptions {
    var options = ServerOptions()
    options.host = host
    options.port = port
    options.allowedHosts = allowHost
    if let tlsCert, let tlsKey {
      options.tls = TLSFiles(certificatePath: tlsCert, keyPath: tlsKey)
    }
    options.bodyByteLimit = bodyLimit
    options.requestsPerSecond = rateLimit
    if let requestLimit { options.requestLimit = requestLimit }
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
