/// Knows whose a token is.
package protocol AccountBook: Sendable {
  /// The annotator that a token was given to, or `nil`.
  func annotator(of token: AccessToken) async throws -> String?
}

/// Accounts that live as long as the server.
package struct MemoryAccounts: AccountBook {
  private let names: [String: String]

  /// Knows these tokens, by the names they belong to.
  package init(_ tokens: [String: AccessToken]) {
    names = Dictionary(tokens.map { ($1.digest, $0) }) { first, _ in first }
  }

  package func annotator(of token: AccessToken) -> String? { names[token.digest] }
}
