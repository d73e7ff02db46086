internal import LabelingCore

/// Which elements are records: a name, the end of a path, or a whole path.
///
/// Elements are distinguished by name space, not by the prefixes that a file chooses. A part
/// with a prefix means the name space that the prefix is bound to where the corpus first
/// uses it; a part without one means elements without a prefix, and those in the name space
/// of the file's root; `{uri}name` says it outright.
struct XMLRecordPath: Hashable, Sendable {
  /// The parts, outermost first.
  let parts: [Part]
  /// Whether the path starts at the root.
  let isAbsolute: Bool
  /// What the path's prefixes were found to stand for.
  private(set) var bindings: [ExactString: ExactString]

  /// One element of a path.
  struct Part: Hashable, Sendable {
    /// The name space that was written out; empty for none.
    var uri: ExactString?
    var prefix: ExactString?
    var local: ExactString
  }

  /// An open element of a file.
  struct Element {
    /// Its name with its prefix.
    var name: String
    /// Its name space, ended by NUL.
    var uri: UnsafePointer<UInt8>?

    /// Whether a text is its name space; empty for none.
    func isIn(_ uri: String) -> Bool {
      guard let start = self.uri else { return uri.isEmpty }
      var next = start
      for byte in uri.utf8 {
        if next.pointee != byte { return false }
        next += 1
      }
      return next.pointee == 0
    }
  }

  /// Reads `sentence`, `posts/row` or `/posts/row`; `*` is any element: `/*/*` is all within
  /// the root.
  ///
  /// - Parameters:
  ///   - path: The path.
  ///   - bindings: What earlier files of the corpus bound its prefixes to.
  init(_ path: String, bindings: [ExactString: ExactString] = [:]) {
    parts = Self.split(path)
    isAbsolute = path.utf8.first == UInt8(ascii: "/")
    self.bindings = bindings
  }

  /// The name of the innermost part, without a prefix.
  static func localNames(of path: String) -> [String] { split(path).map(\.local.string) }

  /// Whether the innermost of some open elements is a record.
  ///
  /// - Parameters:
  ///   - depth: Number of open elements.
  ///   - root: The root's name space; the same text is at the same place throughout a file.
  ///   - element: The open element at a depth, from 0.
  ///   - resolve: What a prefix is bound to at the innermost element.
  /// - Returns: Whether the innermost element is a record.
  mutating func matches(
    depth: Int,
    root: UnsafePointer<UInt8>?,
    element: (Int) -> Element,
    resolve: (String) -> String?
  ) -> Bool {
    guard !parts.isEmpty, isAbsolute ? depth == parts.count : depth >= parts.count else {
      return false
    }
    for index in parts.indices.reversed() {
      let found = element(depth - parts.count + index)
      guard matches(parts[index], found, root, resolve) else { return false }
    }
    return true
  }

  private mutating func matches(
    _ part: Part,
    _ element: Element,
    _ root: UnsafePointer<UInt8>?,
    _ resolve: (String) -> String?
  ) -> Bool {
    if part == Part(uri: nil, prefix: nil, local: "*") { return true }
    let (prefix, local) = Self.divided(element.name)
    guard part.local.string.utf8.elementsEqual(local.utf8) else { return false }
    if let uri = part.uri { return element.isIn(uri.string) }
    guard let wanted = part.prefix else {
      return prefix == nil || (element.uri != nil && element.uri == root)
    }
    if let bound = bindings[wanted] { return element.isIn(bound.string) }
    let isWritten = prefix.map { wanted.string.isExactly(String($0)) } ?? false
    let uri = isWritten ? element.uri.map { String(cString: $0) } : resolve(wanted.string)
    guard let uri else { return isWritten }
    bindings[wanted] = ExactString(uri)
    return element.isIn(uri)
  }

  private static func divided(_ name: String) -> (prefix: Substring?, local: Substring) {
    guard let colon = name.utf8.firstIndex(of: UInt8(ascii: ":")) else { return (nil, name[...]) }
    return (name[..<colon], name[name.utf8.index(after: colon)...])
  }

  /// The parts between slashes; slashes within braces are of a name space.
  private static func split(_ path: String) -> [Part] {
    var parts: [Part] = []
    var rest = path[...]
    while !rest.isEmpty {
      var uri: ExactString?
      if rest.utf8.first == UInt8(ascii: "{"), let end = rest.utf8.firstIndex(of: UInt8(ascii: "}"))
      {
        uri = ExactString(String(rest[rest.utf8.index(after: rest.startIndex)..<end]))
        rest = rest[rest.utf8.index(after: end)...]
      }
      let end = rest.utf8.firstIndex(of: UInt8(ascii: "/")) ?? rest.endIndex
      let name = String(rest[..<end])
      rest = end == rest.endIndex ? rest[end...] : rest[rest.utf8.index(after: end)...]
      if name.isEmpty, uri == nil { continue }
      let (prefix, local) = divided(name)
      parts.append(
        Part(
          uri: uri,
          prefix: prefix.map { ExactString(String($0)) },
          local: ExactString(String(local))
        )
      )
    }
    return parts
  }
}
