internal import HTTPTypes
internal import Hummingbird
internal import MarkupText

/// The page that asks for the token.
enum SignInPage {
  /// Why somebody is here again.
  enum Refusal {
    case wrongToken
    case tooMany(seconds: Int)

    var status: HTTPResponse.Status {
      switch self {
      case .wrongToken: .unauthorized
      case .tooMany: .tooManyRequests
      }
    }

    var words: String {
      switch self {
      case .wrongToken: "This token is not known. Check that you have copied all of it."
      case .tooMany(let seconds): "Too many attempts. Try again in \(seconds) seconds."
      }
    }
  }

  /// The page, with the reason if there is one.
  static func response(_ refusal: Refusal? = nil) -> Response {
    let page = String(decoding: PackageResources.login_html, as: UTF8.self)
    let note = refusal.map {
      "<p class=\"refusal\" role=\"alert\">\(Markup.escaped($0.words))</p>"
    }
    let html = page.replacing("<!--refusal-->", with: note ?? "")
    return PageResponse.make(Array(html.utf8), status: refusal?.status ?? .ok)
  }
}
