internal import LabelingCore

/// Classes whose names look like several of them, in tables that are read as one class a document.
package enum SeveralSuspicion {
  /// Whether a name consists of names of classes, as documents of several classes are voted for.
  package static func isSeveral(_ name: String, among classes: [String]) -> Bool {
    let parts = parts(of: name)
    let known = FieldTable(classes)
    return !parts.isEmpty && parts.allSatisfy(known.contains)
  }

  /// Several classes as files name them, of a name that lists them with other signs; `nil` for
  /// any other name.
  package static func rewritten(_ name: String, among classes: [String]) -> String? {
    let known = FieldTable(classes)
    for sign in [",", ";", "|", "/"] {
      let parts = name.split(separator: sign, omittingEmptySubsequences: false).map { part in
        String(part.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
      }
      if parts.count > 1, parts.allSatisfy(known.contains) {
        return parts.joined(separator: "+")
      }
    }
    return nil
  }

  /// A class of which a part is a class too; `nil` where there is none.
  ///
  /// - Throws: ``LabelIOError/looksLikeSeveral(_:path:)`` where all parts of a name are classes.
  static func suspect(among space: LabelSpace, of path: String) throws -> String? {
    let candidates = space.classes.filter { !parts(of: $0).isEmpty }
    guard !candidates.isEmpty else { return nil }
    let known = FieldTable(space.classes)
    if let whole = candidates.first(where: { isSeveral($0, among: space.classes) }) {
      throw LabelIOError.looksLikeSeveral(whole, path: path)
    }
    return candidates.first { parts(of: $0).contains(where: known.contains) }
  }

  /// The names that stand in a name; none where it is a single one.
  private static func parts(of name: String) -> [String] {
    guard name.utf8.contains(UInt8(ascii: "+")) || name.utf8.first == UInt8(ascii: "-") else {
      return []
    }
    let written = StatementNotation.parts(of: name)
    let names = written.parts.map(\.name)
    guard !written.hasForeignSign, !names.contains("") else { return [] }
    // −1 is a number as 1 is.
    let isDenied = written.parts[0].isAbsent && Double(name) == nil
    return names.count > 1 || isDenied ? names : []
  }
}
