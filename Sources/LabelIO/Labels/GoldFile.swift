package import CorpusIO
package import LabelingCore

/// Gold labels in a file of any corpus format.
package struct GoldFile {
  /// Names of the field of ids; the first that the file has.
  package var idFields = ["id", "item", "task"]
  /// Names of the field of labels; the first that the file has.
  package var labelFields = ["label", "truth", "gold"]
  /// How many classes a document may have; of several, a field `labels` is looked for too.
  package var kind = LabelKind.one
  /// How the file is read.
  package var options = CorpusOptions()
  /// The file.
  package let path: String

  /// The file at a path; `-` is standard input.
  package init(at path: String) { self.path = path }

  /// Reads the labels; rows that repeat a label are fine, an empty label says that none is known.
  ///
  /// - Throws: What reading throws, and `LabelIOError` when rows of an id disagree.
  package func read() throws -> GoldTable {
    let records = KeyedRecords(
      path: path,
      id: idFields,
      label: kind == .several ? labelFields + [LabelSchema().labels] : labelFields,
      number: [GoldTable.inclusionField],
      options: options,
      kind: kind
    )
    var table = GoldTable(path: path)
    var isFirst = true
    try records.forEachBatch { _, fields, rows in
      if isFirst {
        table = GoldTable(path: path, hasInclusion: fields.contains(GoldTable.inclusionField))
        isFirst = false
      }
      for row in rows {
        var probability = 1.0
        if table.inclusion != nil, !row.label.isEmpty {
          guard let value = row.number.flatMap(Double.init), value > 0, value <= 1 else {
            throw LabelIOError.notProbability(at: row.place, column: GoldTable.inclusionField)
          }
          probability = value
        }
        table.add(
          id: row.id,
          label: row.label,
          line: row.place.line ?? 0,
          inclusion: probability
        )
      }
    }
    try table.checkAgreement()
    return table
  }
}
