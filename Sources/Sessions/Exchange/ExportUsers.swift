internal import CSVText
internal import LabelIO
internal import LabelingCore

/// A table that says which user of another tool an annotator is: `annotator,user`.
enum ExportUsers {
  /// Reads the table; a number is a user's id, anything else an address.
  ///
  /// - Throws: A `Diagnostic` for what is not such a table, and what reading throws.
  static func read(_ path: String) throws -> [String: JSONValue] {
    let bytes = try WholeFile.answers.bytes(at: path)
    return try bytes.withUnsafeBufferPointer { text -> Result<[String: JSONValue], any Error> in
      Result { try read(text, path) }
    }.get()
  }

  private static func read(
    _ bytes: UnsafeBufferPointer<UInt8>,
    _ path: String
  ) throws -> [String: JSONValue] {
    var rows = CSVCursor(bytes)
    func next() throws -> Bool {
      do throws(CSVSyntaxError) { return try rows.next() } catch {
        let place = SourceLocation(path, line: rows.line, column: error.column)
        throw Diagnostic(at: place, error.headline)
      }
    }
    guard try next(), rows.count == 2, rows.string(0) == "annotator", rows.string(1) == "user"
    else {
      throw Diagnostic(
        at: SourceLocation(path, line: 1),
        "a table of users has the columns 'annotator' and 'user'",
        help: "write a row per annotator, such as anna,anna@example.org"
      )
    }
    var users: [String: JSONValue] = [:]
    while try next() {
      guard rows.count == 2, !rows.string(0).isEmpty, !rows.string(1).isEmpty else {
        throw Diagnostic(
          at: SourceLocation(path, line: rows.line),
          "a row names an annotator and a user",
          help: "write a row per annotator, such as anna,anna@example.org"
        )
      }
      let user = rows.string(1)
      users[rows.string(0)] =
        Int(user) != nil ? .number(user) : .object(of: [("email", .string(user))])
    }
    return users
  }
}
