internal import CorpusIO
internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import LabelModels
internal import LabelingCore
internal import Logging
internal import NIOCore
internal import Pipeline
internal import PluginHost

extension WebError {
  /// Finds the refusal for an error of any module; what is not ours stays inside.
  init(_ error: any Error) {
    switch error {
    case let error as WebError: self = error
    case is Diagnostic, is CorpusError, is LabelModelError:
      self.init(ServerDiagnostics.of(error)[0])
    case OnlineError.overloaded:
      self.init(
        .serviceUnavailable,
        "overloaded",
        "too many requests are waiting",
        retryAfterSeconds: 1
      )
    case OnlineError.stopped:
      self.init(
        .serviceUnavailable,
        "stopping",
        "the server is stopping",
        retryAfterSeconds: 5
      )
    case is PluginError:
      let headline = ServerDiagnostics.of(error)[0].headline
      self.init(.serviceUnavailable, "plugin_failed", headline, retryAfterSeconds: 5)
    case let error as any HTTPResponseError where error.status == .contentTooLarge:
      self = .tooLarge
    case let error as any HTTPResponseError:
      self.init(
        error.status,
        error.status == .notFound ? "not_found" : "refused",
        error.status.reasonPhrase.lowercased()
      )
    default:
      self.init(.internalServerError, "internal", "the server failed; its log says why")
    }
  }

  /// A user's mistake in a document.
  init(_ diagnostic: Diagnostic) {
    let place = diagnostic.location.map { "\($0): " } ?? ""
    self.init(
      .unprocessableContent,
      "bad_document",
      place + diagnostic.headline,
      help: diagnostic.help
    )
  }

  /// The JSON object of the API: `{"error": {"code", "message", "help"}}`.
  func response() -> Response {
    struct Body: Encodable {
      struct Facts: Encodable {
        var code: String
        var message: String
        var help: String?
      }
      var error: Facts
    }
    var response =
      (try? JSONResponse.make(
        Body(error: Body.Facts(code: code, message: message, help: help)),
        status: status
      )) ?? Response(status: status)
    if let retryAfterSeconds {
      response.headers[.retryAfter] = String(retryAfterSeconds)
    }
    if status == .unauthorized { response.headers[.wwwAuthenticate] = "Bearer realm=\"winnow\"" }
    return response
  }
}
