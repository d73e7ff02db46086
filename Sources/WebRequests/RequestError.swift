package import Platform

/// Why a request has no answer.
package enum RequestError: Error, Hashable, Sendable {
  /// `curl` is not installed.
  case noProgram
  /// Nobody answered, in curl's words.
  case noAnswer(reason: String)
  /// A call of the system failed.
  case system(SystemError)
}
