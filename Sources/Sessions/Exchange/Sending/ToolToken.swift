internal import LabelIO
internal import LabelingCore

/// What a program knows its user by: a token, or a name and a password.
struct ToolToken {
  /// The file it is from.
  let path: String
  /// The only line of the file.
  let text: String

  /// Reads the file.
  ///
  /// - Throws: A `Diagnostic` for a file that does not hold one line, and
  ///   what reading throws.
  init(path: String) throws {
    self.path = path
    let bytes = try WholeFile.token.bytes(at: path)
    text = String(decoding: bytes, as: UTF8.self).trimmingCharacters { $0.isWhitespace }
    guard !text.isEmpty, !text.contains(where: \.isNewline) else {
      throw Diagnostic(
        at: SourceLocation(path),
        text.isEmpty ? "the file has no token" : "a token is one line, and the file has more",
        help: "write the token into it, and nothing else"
      )
    }
  }

  /// The name and the password that it is; `nil` for a token, which has no colon.
  var login: (name: String, password: String)? {
    guard let colon = text.firstIndex(of: ":") else { return nil }
    return (String(text[..<colon]), String(text[text.index(after: colon)...]))
  }

  /// Whether it is one of those that other tokens are made of: `header.payload.signature`.
  var isSigned: Bool { text.split(separator: ".", omittingEmptySubsequences: false).count == 3 }
}

extension String {
  /// The text without characters at both ends.
  fileprivate func trimmingCharacters(where isTrimmed: (Character) -> Bool) -> String {
    var rest = drop(while: isTrimmed)
    while let last = rest.last, isTrimmed(last) { rest.removeLast() }
    return String(rest)
  }
}
