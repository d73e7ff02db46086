/// A place in a source or data file.
///
/// Lines and columns are 1-based; columns count UTF-8 bytes.
package struct SourceLocation: Hashable, Sendable, CustomStringConvertible {
  /// Path as the user gave it.
  package var path: String
  /// 1-based line, or `nil` when the whole file is meant.
  package var line: Int?
  /// 1-based column in UTF-8 bytes, or `nil` when the whole line is meant.
  package var column: Int?

  /// Creates a location from a path and, where known, a line and a column.
  package init(_ path: String, line: Int? = nil, column: Int? = nil) {
    self.path = path
    self.line = line
    self.column = column
  }

  package var description: String {
    guard let line else { return path }
    guard let column else { return "\(path):\(line)" }
    return "\(path):\(line):\(column)"
  }
}
