/// The limits of requests: how large they may be, how long they may take, and how many there are.
///
/// Those that the command line has options for are defaults; the others hold always.
package enum RequestLimits {
  // MARK: - Sizes, in bytes

  /// Largest body of a request for labels.
  package static let labelBodyByteCount = 1 << 20
  /// Largest body where the server is an ML backend: Label Studio sends all tasks that are selected.
  package static let backendBodyByteCount = 64 << 20
  /// Largest body of what a page sends: an answer, or a wish for questions.
  static let pageBodyByteCount = 64 << 10
  /// Largest body of the form that signs in.
  static let signInBodyByteCount = 4096
  /// Largest field of a header.
  static let headerFieldByteCount = 16 << 10
  /// Largest header.
  static let headerByteCount = 64 << 10
  /// Most fields of a header.
  static let headerFieldCount = 100

  // MARK: - Times

  /// Time for a request to arrive, for it to be answered, and for the answer to leave.
  package static let requestTime = Duration.seconds(30)
  /// Time after which a silent connection is closed.
  static let idleTime = Duration.seconds(75)
  /// Time that requests get to finish when the server is asked to stop.
  static let shutdownTime = Duration.seconds(5)

  // MARK: - Numbers

  /// Requests per second from one annotator or address.
  package static let requestsPerSecond = 100.0
  /// Attempts per second to sign in with a token that is not known, from one address, on average.
  static let failedSignInsPerSecond = 0.2
  /// Such attempts that may come at once.
  static let failedSignInBurst = 10.0
  /// Connections at a time.
  package static let connectionCount = 512
}
