internal import HTTPTypes
internal import Hummingbird
internal import NIOCore

/// Pages that are part of the executable.
enum PageResponse {
  /// A page as a response.
  static func make(_ bytes: [UInt8], status: HTTPResponse.Status = .ok) -> Response {
    Response(
      status: status,
      headers: [.contentType: "text/html; charset=utf-8"],
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes))
    )
  }
}
