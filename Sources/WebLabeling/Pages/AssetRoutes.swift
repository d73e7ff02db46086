internal import HTTPTypes
internal import Hummingbird
internal import NIOCore

/// Serves the style, the scripts and the icon, which are part of the executable.
struct AssetRoutes: Sendable {
  private struct Asset {
    let path: RouterPath
    let type: String
    let bytes: [UInt8]
  }

  private static let assets = [
    Asset(
      path: "/assets/winnow.css",
      type: "text/css; charset=utf-8",
      bytes: PackageResources.winnow_css
    ),
  ]

  func add(to group: some RouterMethods<WebContext>) {
    for asset in Self.assets {
      let tag = "\"\(WebText.hexadecimal(SecureHash.sha256(of: asset.bytes).prefix(12)))\""
      let buffer = ByteBuffer(bytes: asset.bytes)
      let type = asset.type
      group.get(asset.path) { request, _ in
        // A new server has new files under the same names: browsers ask each time.
        let headers: HTTPFields = [
          .contentType: type, .cacheControl: "no-cache", .eTag: tag,
        ]
        if request.headers[.ifNoneMatch] == tag {
          return Response(status: .notModified, headers: headers)
        }
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: buffer))
      }
    }
  }
}
