/// A secret of 256 random bits that identifies somebody.
///
/// Only its digest is stored. The bits are random, so a plain digest is as
/// hard to reverse as a slow one made for passwords.
package struct AccessToken: Hashable, Sendable {
  /// The secret as it is given to its owner: `wnw_` and 43 characters.
  package let secret: String

  private static let prefix = "wnw_"
  private static let characterCount = 47

  /// Makes a new one.
  package static func random() -> AccessToken {
    // The system's generator, which on Linux is the kernel's.
    var generator = SystemRandomNumberGenerator()
    let bits = (0..<32).map { _ in UInt8.random(in: 0...255, using: &generator) }
    return AccessToken(secret: prefix + WebText.base64URL(bits))
  }

  private init(secret: String) { self.secret = secret }

  /// Reads what somebody gave; `nil` when it has not the form of a token.
  package init?(_ text: some StringProtocol) {
    guard text.utf8.count == Self.characterCount, text.hasPrefix(Self.prefix),
      text.utf8.allSatisfy({ WebText.isBase64URL($0) })
    else { return nil }
    secret = String(text)
  }

  /// SHA-256 of the secret as 64 hexadecimal digits: what is stored.
  package var digest: String {
    WebText.hexadecimal(SecureHash.sha256(of: Array(secret.utf8)))
  }

  /// What a page must send with each change, so that another site's page cannot.
  ///
  /// It is made from the token, so it is as secret and outlives a restart of the server.
  package var forgeryGuard: String {
    WebText.base64URL(
      SecureHash.authenticationCode(
        of: Array("winnow forgery guard".utf8),
        key: Array(secret.utf8)
      )
    )
  }

  /// Whether a request's guard is the one that belongs to this token, in constant time.
  package func accepts(forgeryGuard given: String) -> Bool {
    SecureHash.areEqual(Array(given.utf8), Array(forgeryGuard.utf8))
  }
}
