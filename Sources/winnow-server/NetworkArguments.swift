internal import ArgumentParser
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

  @Option(help: "Seconds for a request to arrive and be answered.")
  var requestTimeout = 30.0

  func validate() throws {
    if !(0...65535).contains(port) { throw ValidationError("--port is from 0 to 65535") }
    if (tlsCert == nil) != (tlsKey == nil) {
      throw ValidationError("--tls-cert and --tls-key go together")
    }
    if bodyLimit < 1 { throw ValidationError("--body-limit is a positive number of bytes") }
    if rateLimit < 0 { throw ValidationError("--rate-limit is not negative") }
    if requestTimeout <= 0 {
      throw ValidationError("--request-timeout is a positive number of seconds")
    }
  }

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
    options.requestLimit = .milliseconds(Int(requestTimeout * 1000))
    return options
  }

  /// Where the server is found.
  func address(port: Int) -> String {
    let name = host.contains(":") ? "[\(host)]" : host
    return "\(tlsCert == nil ? "http" : "https")://\(name):\(port)/"
  }
}
