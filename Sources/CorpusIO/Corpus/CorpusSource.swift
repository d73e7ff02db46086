package import ByteIO
package import LabelingCore

/// A corpus, and which of its fields are what.
package struct CorpusSource: Hashable, Sendable {
  /// The files, read one after the other; `-` is standard input.
  package var paths: [String]
  /// How to read them.
  package var options = CorpusOptions()
  /// Name or path of the text field; `nil` takes `text` if there is one.
  package var textField: String?
  /// Name or path of the id field; `nil` takes `id` or `@id` if there is one,
  /// else file name and record number.
  package var idField: String?
  /// Name or path of the field of gold labels; `nil` for no gold labels.
  package var goldField: String?
  /// Class names for what the gold field holds, where they differ.
  package var goldNames: [ExactString: String] = [:]
  /// What happens to bad records.
  package var errorPolicy = ErrorPolicy.fail
  /// Most documents to read; `nil` reads all.
  package var documentLimit: Int?
  /// Where bad records are written to.
  package var rejectsPath: String?

  /// A corpus of these files, read with the default options.
  package init(paths: [String]) { self.paths = paths }

  /// The fields that were asked for, or those of the usual names.
  package func roles(of fields: FieldTable) -> (roles: DocumentRoles, hasText: Bool) {
    let text = textField ?? fields.index(of: "text").map { _ in "text" }
    let id = idField ?? ["id", "@id"].first { fields.index(of: $0) != nil }
    return (DocumentRoles(text: text, id: id, gold: goldField, paths: paths), text != nil)
  }

  /// Where bad records go: to the file that was asked for, one of the command's outputs.
  package func rejectLog(_ files: RunFiles) throws -> RejectLog {
    RejectLog(
      policy: errorPolicy,
      writer: try rejectsPath.map { RejectsWriter(try files.open($0)) }
    )
  }

  /// The class that a value of the gold field stands for.
  package func goldName(of written: String) -> String {
    goldNames.isEmpty ? written : goldNames[ExactString(written)] ?? written
  }
}
