package import CorpusIO
internal import LabelingCore

/// Labels in a file of any corpus format, as `winnow label` and others write them.
package struct LabelFile {
  /// Names of the field of ids; the first that the file has.
  package var idFields = ["id", "@id"]
  /// Name of the field of labels; `nil` takes that of the schema.
  package var labelField: String?
  /// What the fields of labels are called.
  package var schema = LabelSchema()
  /// Groups that the classes stand in, which labels may stop at; `nil` where they stand in none.
  package var groups: NamedGroups?
  /// How the file is read.
  package var options = CorpusOptions()
  /// What happens to bad records.
  package var errorPolicy = ErrorPolicy.fail
  private let path: String

  /// The file at a path; `-` is standard input.
  package init(at path: String) { self.path = path }

  /// Reads the labels.
  ///
  /// - Parameter gold: Gold labels, whose classes count where the file does not say which there
  ///   are.
  /// - Returns: The labels; each row of probabilities adds up to 1.
  /// - Throws: What reading throws, and a `Diagnostic` for rows whose probabilities are none.
  package func read(gold: GoldTable? = nil) throws -> PredictionTable {
    let records = KeyedRecords(
      path: path,
      id: idFields,
      label: [labelField ?? schema.label],
      options: options,
      errorPolicy: errorPolicy,
      mayLackLabels: true
    )
    var found: LabelFieldDecoder?
    var builder: PredictionTable.Builder?
    var names: [String] = []
    var hasLabels = false
    try records.forEachBatch { batch, fields, rows in
      if builder == nil {
        found = LabelFieldDecoder(schema, in: batch, fields: fields)
        builder = try PredictionTable.Builder(
          path: path,
          classes: found?.classes,
          gold: gold,
          groups: groups
        )
      }
      names = fields.names
      for row in rows {
        var probabilities: [Double]?
        if let found {
          let own = found.label(of: batch.records[row.index], in: batch)
          guard let known = own?.probabilities else {
            throw Diagnostic(
              at: row.place,
              "a labeled record has a probability per class, adding up to 1",
              help: "classes are \(found.classes.map { "'\($0)'" }.joined(separator: ", "))"
            )
          }
          probabilities = known
        }
        hasLabels = hasLabels || probabilities != nil || !row.label.isEmpty
        try builder?.add(
          id: row.id,
          label: row.label,
          probabilities: probabilities,
          at: row.place
        )
      }
    }
    let name = labelField ?? schema.label
    if found == nil, !names.isEmpty, !names.containsExactly(name), !hasLabels {
      let near = LabelSchema.prefix(in: names).map {
        "labels with the prefix '\($0)' are there: pass '--prefix \($0)'; "
      }
      throw Diagnostic(
        at: SourceLocation(path),
        "there is no field '\(name)'",
        help: (near ?? "") + Suggestion.help(for: name, among: names, kind: "fields")
      )
    }
    var table =
      try builder ?? PredictionTable.Builder(path: path, classes: nil, gold: gold, groups: groups)
    return table.finish()
  }
}
