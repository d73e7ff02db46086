/// Why a request for labels was not served.
package enum OnlineError: Error, Hashable, Sendable {
  /// More requests wait than may.
  case overloaded
  /// The labeler is stopping.
  case stopped
}
