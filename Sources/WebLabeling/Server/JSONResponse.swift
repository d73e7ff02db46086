internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import NIOCore

/// Reads and writes the JSON of the API: snake_case keys, sorted.
enum JSONResponse {
  /// A value as a response.
  static func make(
    _ value: some Encodable,
    status: HTTPResponse.Status = .ok
  ) throws -> Response {
    make(json: try bytes(of: value), status: status)
  }

  /// A value as JSON.
  static func bytes(of value: some Encodable) throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return [UInt8](try encoder.encode(value))
  }

  /// JSON that is ready.
  static func make(
    json bytes: [UInt8],
    status: HTTPResponse.Status = .ok
  ) -> Response {
    Response(
      status: status,
      headers: [.contentType: "application/json", .contentLength: String(bytes.count)],
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes))
    )
  }

  /// The value that a request's body holds.
  ///
  /// - Throws: ``WebError`` when the body is too large or is not such a value.
  static func read<Value: Decodable>(
    _ type: Value.Type,
    from request: Request,
    upTo limit: Int
  ) async throws -> Value {
    let bytes = try await body(of: request, upTo: limit)
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    do {
      return try decoder.decode(type, from: Data(bytes))
    } catch {
      throw WebError.badRequest(
        "the body is not the JSON object that this route takes",
        help: "/openapi.json describes it"
      )
    }
  }

  /// A request's body.
  static func body(of request: Request, upTo limit: Int) async throws -> [UInt8] {
    if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > limit {
      throw WebError.tooLarge
    }
    do {
      let buffer = try await request.body.collect(upTo: limit)
      return Array(buffer.readableBytesView)
    } catch is NIOTooManyBytesError {
      throw WebError.tooLarge
    }
  }
}
