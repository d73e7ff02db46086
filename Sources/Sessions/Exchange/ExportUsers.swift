internal import CSVText
internal import LabelIO
internal import LabelingCore

/// A table that says which user of another tool an annotator is: `annotator,user`.
enum ExportUsers {
  private struct Row {
    var annotator: String
    var user: String
    var place: SourceLocation

    /// The user's id, as JSON writes it; `nil` for an address.
    var number: String? { Int(user).map { "\($0)" } }
  }

  /// The user of each annotator, for a file that goes to the other tool; a number is a user's id,
  /// anything else an address.
  ///
  /// - Throws: A `Diagnostic` for what is not such a table, or names an annotator twice, and what
  ///   reading throws.
  static func users(in path: String) throws -> [ExactString: JSONValue] {
    var users: [ExactString: JSONValue] = [:]
    for row in try rows(of: path) {
      let user: JSONValue =
        row.number.map { .number($0) } ?? .object(of: [("email", .string(row.user))])
      guard users.updateValue(user, forKey: ExactString(row.annotator)) == nil else {
        throw Diagnostic(
          at: row.place,
          "annotator '\(row.annotator)' is in the table twice",
          help: "keep one row for each annotator"
        )
      }
    }
    return users
  }

  /// The annotator of each user, for a file that comes from the other tool.
  ///
  /// - Throws: A `Diagnostic` for what is not such a table, or gives a user to two annotators, and
  ///   what reading throws.
  static func annotators(in path: String) throws -> [ExactString: String] {
    var annotators: [ExactString: String] = [:]
    for row in try rows(of: path) {
      // The other tool writes an id as the export did, whatever zeros it has in the table.
      for user in Set([row.user, row.number ?? row.user].map { ExactString($0) }) {
        let known = annotators.updateValue(row.annotator, forKey: user)
        guard let known, !known.isExactly(row.annotator) else { continue }
        throw Diagnostic(
          at: row.place,
          "user '\(row.user)' is two annotators, '\(known)' and '\(row.annotator)'",
          help: "keep one row for each user: an import cannot tell who of them answered"
        )
      }
    }
    return annotators
  }

  private static func rows(of path: String) throws -> [Row] {
    let bytes = try WholeFile.answers.bytes(at: path)
    return try bytes.withUnsafeBufferPointer { text -> Result<[Row], any Error> in
      Result { try rows(text, path) }
    }.get()
  }

  private static func rows(_ bytes: UnsafeBufferPointer<UInt8>, _ path: String) throws -> [Row] {
    var cursor = CSVCursor(bytes)
    func next() throws -> Bool {
      do throws(CSVSyntaxError) { return try cursor.next() } catch {
        let place = SourceLocation(path, line: cursor.line, column: error.column)
        throw Diagnostic(at: place, error.headline)
      }
    }
    guard try next(), cursor.count == 2, cursor.string(0) == "annotator", cursor.string(1) == "user"
    else {
      throw Diagnostic(
        at: SourceLocation(path, line: 1),
        "a table of users has the columns 'annotator' and 'user'",
        help: "write a row per annotator, such as anna,anna@example.org"
      )
    }
    var rows: [Row] = []
    while try next() {
      let place = SourceLocation(path, line: cursor.line)
      guard cursor.count == 2, !cursor.string(0).isEmpty, !cursor.string(1).isEmpty else {
        throw Diagnostic(
          at: place,
          "a row names an annotator and a user",
          help: "write a row per annotator, such as anna,anna@example.org"
        )
      }
      rows.append(Row(annotator: cursor.string(0), user: cursor.string(1), place: place))
    }
    return rows
  }
}
