internal import LabelingCore

/// The fields of labels that hold votes: an object, or columns that follow the probabilities.
struct VoteFields {
  /// Names of the functions that have columns, in order.
  let functions: [String]
  /// Names of these columns.
  let columnNames: [String]
  /// What votes are for.
  let labelSpace: LabelSpace
  private let functionOfField: [Int: Int]
  private let objectField: Int?
  /// How many classes a document may have; of several, each value is one vote.
  private let kind: LabelKind

  /// Finds the fields.
  ///
  /// - Parameters:
  ///   - schema: The names to look for.
  ///   - start: Index of the field that the first column has to be.
  ///   - labelSpace: What votes are for; a column of anything else is the user's.
  ///   - batch: The first documents.
  ///   - fields: Their fields.
  ///   - kind: How many classes a document may have.
  init(
    _ schema: LabelSchema,
    behind start: Int,
    labelSpace: LabelSpace,
    in batch: borrowing DocumentBatch,
    fields: FieldTable,
    kind: LabelKind = .one
  ) {
    self.kind = kind
    self.labelSpace = labelSpace
    objectField = fields.index(of: schema.votes)
    var columns = Array(
      fields.names.indices[start...].prefix {
        schema.functionName(ofColumn: fields.names[$0]) != nil
      }
    )
    for record in batch.records where kind == .one {
      for index in record.cells {
        let cell = batch.cells[index]
        guard cell.value.length > 0, let place = columns.firstIndex(of: Int(cell.field)) else {
          continue
        }
        let values = LabelObject.values(of: batch.string(cell.value))
        if !values.allSatisfy({ BallotNotation.record(of: $0, in: labelSpace) != nil }) {
          columns.removeSubrange(place...)
        }
      }
    }
    columnNames = columns.map { fields.names[$0] }
    functions = columnNames.compactMap { schema.functionName(ofColumn: $0) }
    functionOfField = Dictionary(
      uniqueKeysWithValues: columns.enumerated().map { ($0.element, $0.offset) }
    )
  }

  /// A document's votes, whatever they are for.
  func votes(
    of record: DocumentBatch.Record,
    in batch: borrowing DocumentBatch
  ) -> [NamedVote] {
    var votes: [NamedVote] = []
    for index in record.cells {
      let cell = batch.cells[index]
      if let function = functionOfField[Int(cell.field)], cell.value.length > 0 {
        let text = batch.string(cell.value)
        votes += (kind == .several ? [text] : LabelObject.values(of: text))
          .map { NamedVote(function: functions[function], vote: $0) }
      } else if Int(cell.field) == objectField {
        let wholeValues = kind == .several
        _ = LabelObject.forEachMember(of: cell, in: batch, wholeValues: wholeValues) {
          function,
          names in
          votes += names.map { NamedVote(function: function, vote: $0) }
        }
      }
    }
    return votes
  }
}
