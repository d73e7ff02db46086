internal import LabelingCore
internal import WebRequests

/// Asks a program that takes exports.
final class ToolConnection {
  /// A program answered that it does not do what it was asked.
  struct Refusal: Error {
    let status: Int
    /// Why, in the program's words.
    let reason: String
    /// Whether the words are those of a program that Django is a part of.
    let hasDetail: Bool
    /// The method and the path.
    let request: String

    /// Whether the user may not do it, or is not known.
    var isForbidden: Bool { [401, 403].contains(status) }
  }

  /// What the program is called.
  let tool: String
  /// Its address.
  let address: ToolAddress
  /// The value of `Authorization`; `nil` before the user is known.
  var authorization: String?
  /// Makes a new value of it when one has expired; `nil` where none does.
  var renewed: (() throws -> String)?
  private let client: WebClient

  /// Prepares to ask a program.
  init(to tool: String, at address: ToolAddress) throws {
    self.tool = tool
    self.address = address
    do throws(RequestError) { client = try WebClient() } catch {
      throw Diagnostic(
        "'curl' was not found, which sends the export",
        help: "install it, for instance with 'apt-get install curl'"
      )
    }
  }

  /// What the program answers; `nil` where that is not JSON.
  ///
  /// - Throws: ``Refusal`` for a status that is not 2xx, a `Diagnostic` where nobody answers.
  func json(_ method: String, _ path: String, _ body: JSONValue? = nil) throws -> JSONValue? {
    let bytes = body.map { Array($0.text.utf8) }
    return JSONValue(parsing: try answer(method, path, bytes, as: "application/json"))
  }

  /// What the program answers, as JSON.
  ///
  /// - Throws: As ``json(_:_:_:)``; a `Diagnostic` also for an answer that is not JSON.
  func value(_ method: String, _ path: String, _ body: JSONValue? = nil) throws -> JSONValue {
    guard let value = try json(method, path, body) else {
      throw Diagnostic("\(tool) at \(address.text) answers '\(path)' with something else than JSON")
    }
    return value
  }

  /// What the program answers, as text.
  ///
  /// - Throws: As ``json(_:_:_:)``.
  func answer(
    _ method: String,
    _ path: String,
    _ body: [UInt8]? = nil,
    as type: String
  ) throws -> String {
    var answer = try send(method, path, body, type)
    if answer.status == 401, let renewed {
      authorization = try renewed()
      self.renewed = renewed
      answer = try send(method, path, body, type)
    }
    if (300..<400).contains(answer.status), let redirect = answer.redirect {
      throw Diagnostic(
        "\(address.text) sends its clients to \(redirect)",
        help: "write the address there as it is after '--send-to'"
      )
    }
    let text = String(decoding: answer.body, as: UTF8.self)
    guard answer.isSuccess else {
      throw Refusal(
        status: answer.status,
        reason: Self.reason(in: text),
        hasDetail: JSONValue(parsing: text)?["detail"] != nil,
        request: "\(method) \(path.prefix { $0 != "?" })"
      )
    }
    return text
  }

  private func send(
    _ method: String,
    _ path: String,
    _ body: [UInt8]?,
    _ type: String
  ) throws -> WebAnswer {
    var request = WebRequest(method, address.text + path)
    // Not all of doccano's answers are JSON.
    request.fields.append(("Accept", "application/json, */*;q=0.1"))
    if let authorization { request.fields.append(("Authorization", authorization)) }
    if let body {
      request.fields.append(("Content-Type", type))
      request.body = body
    }
    do throws(RequestError) { return try client.send(request) } catch {
      switch error {
      case .noAnswer(let reason):
        throw Diagnostic(
          "\(address.text) does not answer: \(reason)",
          help: "start \(tool), or correct the address after '--send-to'"
        )
      case .system(let reason): throw Diagnostic("curl cannot be run: \(reason)")
      case .noProgram: throw Diagnostic("'curl' was not found")
      }
    }
  }

  /// Why a program refuses, in a line: what it says of the fields that it refuses, or as a whole.
  private static func reason(in text: String) -> String {
    guard let value = JSONValue(parsing: text), !value.members.isEmpty else {
      let isPage = text.drop { $0.isWhitespace }.hasPrefix("<")
      return isPage || text.isEmpty ? "" : ": \(text.prefix(300))"
    }
    let detail = value["validation_errors"] ?? value["non_field_errors"] ?? value["detail"] ?? value
    return ": \((detail.string ?? detail.text).prefix(300))"
  }

  /// The error that a refusal is where there is nothing better to say.
  func diagnostic(_ refusal: Refusal) -> Diagnostic {
    Diagnostic("\(tool) answers '\(refusal.request)' with \(refusal.status)\(refusal.reason)")
  }
}
