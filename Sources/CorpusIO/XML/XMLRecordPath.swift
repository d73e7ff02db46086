/// Which elements are records: a name, the end of a path, or a whole path.
struct XMLRecordPath: Hashable, Sendable {
  /// Element names, outermost first.
  let parts: [String]
  /// Whether the path starts at the root.
  let isAbsolute: Bool

  /// Reads `sentence`, `posts/row` or `/posts/row`.
  init(_ path: String) {
    parts = path.split(separator: "/").map(String.init)
    isAbsolute = path.hasPrefix("/")
  }

  /// Whether the innermost of some open elements is a record.
  func matches(depth: Int, name: (Int) -> String) -> Bool {
    guard !parts.isEmpty, isAbsolute ? depth == parts.count : depth >= parts.count else {
      return false
    }
    for index in 0..<parts.count where name(depth - parts.count + index) != parts[index] {
      return false
    }
    return true
  }
}
