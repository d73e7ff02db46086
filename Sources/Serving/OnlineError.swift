package import LabelingCore

/// Why a request for labels was not served.
package enum OnlineError: Error, Hashable, Sendable {
  /// More requests wait than may.
  case overloaded
  /// The labeler is stopping.
  case stopped
}

extension OnlineError: DiagnosableError {
  package var diagnostics: [Diagnostic] {
    switch self {
    case .overloaded: [Diagnostic("too many requests are waiting")]
    case .stopped: [Diagnostic("the server is stopping")]
    }
  }
}
