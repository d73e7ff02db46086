package import LabelingCore

/// Reads the labels of documents with several classes from the fields that ``LabelSetEncoder`` adds.
///
/// Which fields these are is decided on the first documents: the list of labels, and the object of
/// probabilities or the columns of them that follow the list.
package struct LabelSetDecoder {
  /// The names of the fields.
  private let schema: LabelSchema
  private let probabilities: LabelSetProbabilities
  private let votes: VoteFields
  private let labelSpace: LabelSpace

  /// Finds the fields; `nil` where there are no labels with probabilities.
  ///
  /// - Parameters:
  ///   - schema: The names to look for.
  ///   - batch: The first documents.
  ///   - fields: Their fields.
  package init?(_ schema: LabelSchema, in batch: borrowing DocumentBatch, fields: FieldTable) {
    guard let list = fields.index(of: schema.labels),
      let found = LabelSetProbabilities(schema, behind: schema.labels, in: batch, fields: fields)
    else { return nil }
    self.schema = schema
    probabilities = found
    labelSpace = LabelSpace(found.classes)
    votes = VoteFields(
      schema,
      behind: (found.classOfField.keys.max() ?? list) + 1,
      labelSpace: labelSpace,
      in: batch,
      fields: fields,
      kind: .several
    )
  }

  /// The classes, in the order of their columns or keys.
  package var classes: [String] { probabilities.classes }

  /// Names of the functions whose votes have columns.
  package var functions: [String] { votes.functions }

  /// Names of the fields in a file of these fields that labels are in.
  package func names(in fields: FieldTable) -> [String] {
    [schema.labels, schema.probabilities, schema.votes].filter(fields.contains)
      + probabilities.classOfField.keys.sorted().map { fields.names[$0] } + votes.columnNames
  }

  /// A document's probabilities, each on its own; `nil` for one without any.
  ///
  /// - Throws: A `Diagnostic` for a record that lacks some, or where one is not from 0 to 1.
  package func probabilities(
    of record: DocumentBatch.Record,
    in batch: borrowing DocumentBatch,
    from path: String
  ) throws -> [Double]? {
    guard probabilities.found(of: record, in: batch).contains(where: { $0 != nil }) else {
      return nil
    }
    return try probabilities.values(
      of: record,
      in: batch,
      at: SourceLocation(path, line: record.line)
    )
  }

  /// A document's votes: the names of functions, and what they say of the classes.
  ///
  /// - Throws: A `Diagnostic` for a vote that is none.
  package func votes(
    of record: DocumentBatch.Record,
    in batch: borrowing DocumentBatch,
    from path: String
  ) throws -> [(function: String, says: BallotRecord)] {
    try votes.votes(of: record, in: batch).map { found in
      let place = SourceLocation(path, line: record.line)
      let parts = try StatementText.parts(of: found.vote) { place }
      let named = parts.map { part in
        labelSpace.vote(for: part.name).map {
          $0.classIndex + (part.isAbsent ? labelSpace.classCount : 0)
        }
      }
      guard !named.isEmpty, !named.contains(nil) else {
        let stray = zip(parts, named).first { $1 == nil }?.0.name ?? found.vote
        throw Diagnostic(
          at: place,
          "the vote '\(stray)' of '\(found.function)' is for none of the classes",
          help: Suggestion.help(for: stray, among: classes, kind: "classes")
        )
      }
      return (found.function, BallotRecord(classes: Set(named.compactMap { $0 }).sorted()))
    }
  }
}
