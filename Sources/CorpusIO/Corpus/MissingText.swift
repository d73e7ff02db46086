package import LabelingCore

/// Says that a corpus has no text where one is needed.
package enum MissingText {
  /// The diagnostic; `reader` is who needs the text, with its verb.
  package static func diagnostic(
    _ reader: String,
    in source: CorpusSource,
    fields: FieldTable
  ) -> Diagnostic {
    let names = fields.names
    let guess = ["content", "body", "message", "comment", "review", "sentence", "title"]
    let near = names.first { guess.contains($0.lowercased()) }
    let list = names.prefix(12).map { "'\($0)'" }.joined(separator: ", ")
    return Diagnostic(
      at: SourceLocation(source.paths[0]),
      "\(reader) the text, but there is no field 'text'",
      help: "name it with '--text-field \(near ?? "FIELD")'; fields are \(list)"
    )
  }
}
