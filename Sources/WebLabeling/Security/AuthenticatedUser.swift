/// Somebody whose token was recognized.
package struct AuthenticatedUser: Hashable, Sendable {
  /// How the token came.
  package enum Means: Hashable, Sendable {
    /// In a cookie, which a browser sends by itself: needs protection from forged requests.
    case cookie
    /// In the header `Authorization`, as a bearer's: only a program that knows it sends it.
    case header
    /// As a password, which a browser keeps and sends by itself where somebody gave it once.
    case password
  }

  /// The annotator's name.
  package let name: String
  /// How the token came.
  package let means: Means
  /// The token.
  package let token: AccessToken
}
