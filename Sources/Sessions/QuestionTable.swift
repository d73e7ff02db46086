internal import CSVText
internal import LabelIO
internal import LabelingCore

/// A table `id,label` of documents to ask about, as `winnow analyze --ask` writes it.
package struct QuestionTable: Hashable, Sendable {
  /// Ids of the rows that have no label yet, in order.
  package let ids: [String]

  /// Reads a table; `nil` for any other file.
  ///
  /// A table has the columns `id` and `label` and no others.
  ///
  /// - Throws: A `Diagnostic` for a row of another length, and where every row has a label.
  package init?(at path: String) throws {
    guard path.hasSuffix(".csv") || path.hasSuffix(".csv.gz") else { return nil }
    let bytes = try WholeFile.questions.bytes(at: path)
    let found = bytes.withUnsafeBufferPointer { text -> Result<[String]?, Diagnostic> in
      var rows = CSVCursor(text)
      var ids: [String] = []
      do throws(CSVSyntaxError) {
        guard try rows.next(), rows.count == 2, rows.string(0) == "id", rows.string(1) == "label"
        else { return .success(nil) }
        while try rows.next() {
          guard rows.count == 2 else {
            let place = SourceLocation(path, line: rows.line)
            let help = "write a row per document to ask about, such as 'd7,'"
            return .failure(Diagnostic(at: place, "a row has an id and a label", help: help))
          }
          if rows.string(1).isEmpty { ids.append(rows.string(0)) }
        }
        return .success(ids)
      } catch {
        let place = SourceLocation(path, line: rows.line, column: error.column)
        return .failure(Diagnostic(at: place, error.headline))
      }
    }
    guard let ids = try found.get() else { return nil }
    guard !ids.isEmpty else {
      throw Diagnostic(
        at: SourceLocation(path),
        "every row has a label, so there is nothing to ask about",
        help: "leave the labels of the documents empty that are to be asked about"
      )
    }
    self.ids = ids
  }
}
