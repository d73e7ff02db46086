internal import HTTPTypes
internal import Hummingbird
internal import NIOCore

/// Serves the style, the scripts, the icon and the description of the routes, which are part of the executable.
struct AssetRoutes: Sendable {
  private struct Asset {
    let path: RouterPath
    let type: String
    let bytes: [UInt8]
  }

  private static let assets: [Asset] =
    [
      style("winnow.css", PackageResources.winnow_css),
      style("panels.css", PackageResources.panels_css),
      script("theme.js", PackageResources.theme_js),
      script("common.js", PackageResources.common_js),
      script("outbox.js", PackageResources.outbox_js),
      script("refusals.js", PackageResources.refusals_js),
      script("card.js", PackageResources.card_js),
      script("classes.js", PackageResources.classes_js),
      script("done.js", PackageResources.done_js),
      script("endings.js", PackageResources.endings_js),
      script("figures.js", PackageResources.figures_js),
      script("guide.js", PackageResources.guide_js),
      script("hints.js", PackageResources.hints_js),
      script("keys.js", PackageResources.keys_js),
      script("labels.js", PackageResources.labels_js),
      script("opinions.js", PackageResources.opinions_js),
      script("storage.js", PackageResources.storage_js),
      Asset(path: "/assets/icon.svg", type: "image/svg+xml", bytes: PackageResources.icon_svg),
      Asset(
        path: "/openapi.json",
        type: "application/json",
        bytes: RouteDescription.bytes
      ),
    ] + ServerPage.all.map { script("\($0.name).js", $0.script) }

  private static func style(_ name: String, _ bytes: [UInt8]) -> Asset {
    Asset(path: RouterPath("/assets/\(name)"), type: "text/css; charset=utf-8", bytes: bytes)
  }

  private static func script(_ name: String, _ bytes: [UInt8]) -> Asset {
    Asset(path: RouterPath("/assets/\(name)"), type: "text/javascript; charset=utf-8", bytes: bytes)
  }

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
