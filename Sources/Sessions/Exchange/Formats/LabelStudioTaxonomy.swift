internal import LabelingCore

/// What the paths of a file's taxonomies stand for: a class is at the end of its path.
///
/// A name at the end of several paths says too little, and the class is the whole path, `a/b/c`. A
/// path that others go on from is a group of classes.
struct LabelStudioTaxonomy {
  private typealias Path = [ExactString]

  private let classes: [String]?
  /// Paths that others go on from.
  private var groups: Set<Path> = []
  /// Names at the ends of several paths.
  private var shared: Set<ExactString> = []

  /// Collects the paths of some results.
  ///
  /// - Parameters:
  ///   - results: All results of a file.
  ///   - classes: The session's classes, where it has some already.
  init(of results: some Sequence<JSONValue>, classes: [String]?) {
    self.classes = classes
    var ends: [ExactString: Path] = [:]
    for path in results.flatMap({ Self.paths(of: $0) ?? [] }) {
      let path = path.map { ExactString($0) }
      for count in 1..<max(path.count, 1) { groups.insert(Array(path.prefix(count))) }
      guard let end = path.last else { continue }
      if ends.updateValue(path, forKey: end).map({ $0 != path }) ?? false { shared.insert(end) }
    }
  }

  /// The paths of a result; `nil` for one of another control.
  static func paths(of result: JSONValue) -> [[String]]? {
    result["value"]?["taxonomy"]?.elements?.map { ($0.elements ?? [$0]).compactMap(\.name) }
  }

  /// The classes that the paths of an answer stand for; `nil` where one of them is a group, and does
  /// not say which of its classes is meant.
  func classes(of paths: [[String]]) -> [String]? {
    let keys = paths.map { $0.map { ExactString($0) } }
    var found: [String] = []
    for (path, key) in zip(paths, keys) where !path.isEmpty {
      // Whoever chooses a class may have chosen its groups too.
      if keys.contains(where: { $0.count > key.count && $0.starts(with: key) }) { continue }
      guard let name = name(of: path, key) else { return nil }
      found.append(name)
    }
    return found
  }

  private func name(of path: [String], _ key: Path) -> String? {
    let whole = path.joined(separator: "/")
    let end = path[path.count - 1]
    let isShared = shared.contains(ExactString(end))
    for name in isShared ? [whole] : [whole, end] where classes?.containsExactly(name) ?? false {
      return name
    }
    if groups.contains(key) { return nil }
    return isShared ? whole : end
  }
}
