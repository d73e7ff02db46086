internal import HTTPTypes
internal import Hummingbird
internal import MarkupText

/// The page that a browser gets in place of one that there is not.
enum RefusalPage {
  /// The refusal as a page.
  static func response(_ refusal: WebError) -> Response {
    let page = String(decoding: PackageResources.refusal_html, as: UTF8.self)
    let help = refusal.help.map { "<p>\(Markup.escaped(sentence($0)))</p>" } ?? ""
    let html = page.replacing("<!--title-->", with: Markup.escaped(title(of: refusal)))
      .replacing(
        "<!--reason-->",
        with: "<p>\(Markup.escaped(reason(of: refusal)))</p>" + help
      )
    var response = PageResponse.make(Array(html.utf8), status: refusal.status)
    for field in refusal.headerFields where field.name != .contentType {
      response.headers[field.name] = field.value
    }
    return response
  }

  private static func title(of refusal: WebError) -> String {
    refusal.code == WebError.notFound.code ? "Page not found" : "This page cannot be shown"
  }

  private static func reason(of refusal: WebError) -> String {
    refusal.code == WebError.notFound.code
      ? "There is nothing at this address. It may have been mistyped."
      : sentence(refusal.message)
  }

  private static func sentence(_ words: String) -> String {
    words.prefix(1).uppercased() + words.dropFirst() + (words.hasSuffix(".") ? "" : ".")
  }
}
