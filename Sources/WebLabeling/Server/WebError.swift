package import HTTPTypes

/// Why a request is refused, as the API says it: a status, a word for programs, and a sentence.
package struct WebError: Error, Hashable, Sendable {
  /// One record of a request that breaks a rule.
  package struct Record: Encodable, Hashable, Sendable {
    /// Its place among the records, from 0.
    package var index: Int
    /// Line of the body, from 1.
    package var line: Int?
    /// Column in bytes, from 1; absent where the record as a whole is meant.
    package var column: Int?
    /// The rule that it breaks.
    package var message: String
  }

  /// The status.
  package private(set) var status: HTTPResponse.Status
  /// The same for each kind of refusal, for programs.
  package let code: String
  /// What was wrong, for people; lower case, no full stop.
  package let message: String
  /// How to fix it.
  package let help: String?
  /// After how many seconds to try again.
  package let retryAfterSeconds: Int?
  /// How the path's tokens may come, where the error is that none came.
  var challenge = "Bearer realm=\"winnow\""
  /// The methods that the path does have.
  package var allowedMethods: [String] = []
  /// The records that break a rule, the first of them when there are many.
  package var records: [Record] = []
  /// Number of records that break a rule; `nil` where the error is not about records.
  package var recordCount: Int?

  /// Creates a refusal.
  package init(
    _ status: HTTPResponse.Status,
    _ code: String,
    _ message: String,
    help: String? = nil,
    retryAfterSeconds: Int? = nil
  ) {
    self.status = status
    self.code = code
    self.message = message
    self.help = help
    self.retryAfterSeconds = retryAfterSeconds
  }

  /// The same refusal, which its status line says too, for programs that show nothing else.
  ///
  /// Registered codes keep their own words, whatever a server says; so the code is one that is not
  /// registered, 450 or 550, which stands for any of its class (RFC 9110, section 15).
  var withToldReason: WebError {
    guard [400, 404, 422, 501].contains(status.code) else { return self }
    var error = self
    error.status = HTTPResponse.Status(code: status.code / 100 * 100 + 50, reasonPhrase: message)
    return error
  }

  static let unauthenticated = WebError(
    .unauthorized,
    "unauthenticated",
    "a token is needed",
    help: "send 'Authorization: Bearer <token>', or sign in at /login"
  )
  static let wrongToken = WebError(
    .unauthorized,
    "wrong_token",
    "the token is not known",
    help: "'winnow-server' prints a token for each annotator once, when it first starts"
  )
  static let forged = WebError(
    .forbidden,
    "forged",
    "the request does not come from a page of this server",
    help: "reload the page"
  )
  static let foreignHost = WebError(
    HTTPResponse.Status(code: 421, reasonPhrase: "Misdirected Request"),
    "foreign_host",
    "this server does not answer for that host name",
    help: "name it with '--allow-host'"
  )
  static let notFound = WebError(.notFound, "not_found", "there is nothing here")
  static let timeout = WebError(
    .serviceUnavailable,
    "timeout",
    "the request took too long",
    retryAfterSeconds: 1
  )
  static let arrivalTimeout = WebError(
    .requestTimeout,
    "arrival_timeout",
    "the request did not arrive in time",
    help: "send it faster; '--request-timeout' gives more time"
  )
  static let tooManyConnections = WebError(
    .serviceUnavailable,
    "too_many_connections",
    "too many connections are open",
    retryAfterSeconds: 1
  )
  static let unreadable = WebError.badRequest("the request is not HTTP/1.1")
  static let unknownMethod = WebError(
    .notImplemented,
    "unknown_method",
    "the server does not know the request's method"
  )
  static let headerTooLarge = WebError(
    HTTPResponse.Status(code: 431, reasonPhrase: "Request Header Fields Too Large"),
    "header_too_large",
    "the request's header is larger than the server takes"
  )
  static let tooLarge = WebError(
    .contentTooLarge,
    "too_large",
    "the request's body is larger than the server takes",
    help: "send fewer documents at a time, or start the server with a greater '--body-limit'"
  )

  static let noSession = WebError(
    .notFound,
    "no_session",
    "this server has no session",
    help: "start it with 'winnow serve SESSION'"
  )
  static let otherMediaType = WebError(
    .unsupportedMediaType,
    "media_type",
    "the route takes application/json in UTF-8"
  )
  static let noModel = WebError(
    .notFound,
    "no_model",
    "this server labels no documents",
    help: "start it with '--task' and '--model'"
  )

  /// Too many requests of one kind.
  static func tooMany(retryAfterSeconds: Int) -> WebError {
    WebError(
      .tooManyRequests,
      "too_many_requests",
      "too many requests",
      retryAfterSeconds: retryAfterSeconds
    )
  }

  /// A method that the path does not have.
  static func notAllowed(_ allowed: [String]) -> WebError {
    var error = WebError(
      .methodNotAllowed,
      "method_not_allowed",
      "this path does not support the request's method",
      help: "it supports \(allowed.joined(separator: ", "))"
    )
    error.allowedMethods = allowed
    return error
  }

  /// A body that is not what the route takes.
  static func badRequest(_ message: String, help: String? = nil) -> WebError {
    WebError(.badRequest, "bad_request", message, help: help)
  }
}
