internal import CorpusIO
internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import LabelModels
internal import LabelStore
internal import LabelingCore
internal import Logging
internal import NIOCore
internal import PluginHost
internal import Serving
internal import Sessions

extension WebError {
  /// Finds the refusal for an error of any module; what is not ours stays inside.
  init(_ error: any Error) {
    switch error {
    case let error as WebError: self = error
    case let error as SessionRefusal: self.init(error)
    case is Diagnostic, is CorpusError, is LabelModelError:
      self.init(Diagnostic.all(of: error)[0])
    case OnlineError.overloaded:
      self.init(
        .serviceUnavailable,
        "overloaded",
        Diagnostic.all(of: error)[0].headline,
        retryAfterSeconds: 1
      )
    case OnlineError.stopped:
      self.init(
        .serviceUnavailable,
        "stopping",
        Diagnostic.all(of: error)[0].headline,
        retryAfterSeconds: 5
      )
    case is CancellationError: self = .timeout
    // Who keeps what was not acknowledged can send it again.
    case StoreError.replaced:
      self.init(
        .serviceUnavailable,
        "session_replaced",
        "the session's file was removed or replaced, so nothing can be added to it",
        help: "put the file back, or start the server again",
        retryAfterSeconds: 5
      )
    case let error as StoreError:
      self.init(
        .serviceUnavailable,
        "session_failed",
        error.diagnostic.headline,
        help: error.diagnostic.help,
        retryAfterSeconds: 5
      )
    case is PluginError:
      let headline = Diagnostic.all(of: error)[0].headline
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

  /// Records that break a rule, the first of them in their order.
  init(badRecords records: [Record], count: Int) {
    let place = records.first.map { first in
      let numbers = [first.line, first.line == nil ? nil : first.column].compactMap { $0 }
      return (["request"] + numbers.map(String.init)).joined(separator: ":") + ": " + first.message
    }
    let others = count > 1 ? ", and \(count - 1) more records break a rule" : ""
    self.init(
      .unprocessableContent,
      "bad_document",
      (place ?? "a record breaks a rule") + others,
      help: "no document was labeled: correct those that 'records' names, or leave them out"
    )
    self.records = records
    recordCount = count
  }

  /// The JSON object of the API: `{"error": {"code", "message", "help"}}`.
  var json: [UInt8] {
    struct Body: Encodable {
      struct Facts: Encodable {
        var code: String
        var message: String
        var help: String?
        var records: [Record]?
        var recordCount: Int?
      }
      var error: Facts
    }
    let facts = Body.Facts(
      code: code,
      message: message,
      help: help,
      records: records.isEmpty ? nil : records,
      recordCount: recordCount
    )
    return (try? JSONResponse.bytes(of: Body(error: facts))) ?? []
  }

  /// The header fields that belong to the error.
  var headerFields: HTTPFields {
    var fields: HTTPFields = [.contentType: "application/json", .cacheControl: "no-store"]
    if let retryAfterSeconds { fields[.retryAfter] = String(retryAfterSeconds) }
    if status == .unauthorized { fields[.wwwAuthenticate] = challenge }
    if !allowedMethods.isEmpty { fields[.allow] = allowedMethods.joined(separator: ", ") }
    return fields
  }

  /// The error as a response.
  func response() -> Response {
    var response = JSONResponse.make(json: json, status: status)
    for field in headerFields { response.headers[field.name] = field.value }
    return response
  }
}
