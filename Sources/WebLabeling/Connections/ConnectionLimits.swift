internal import NIOCore

/// How long a connection may take for what it does.
struct ConnectionLimits: Sendable {
  /// Time for a request to arrive, from its first byte on, and as much for its response to leave.
  var request: TimeAmount
  /// Time that a connection may stay open between two requests.
  var idle: TimeAmount
  /// Time that a refused client gets to read why before the connection is closed.
  var lingering = TimeAmount.seconds(1)
}

extension TimeAmount {
  /// The same time as a `Duration`, to the microsecond.
  init(_ duration: Duration) {
    self = .microseconds(Int64(duration / .microseconds(1)))
  }
}
