package import LabelingCore

/// Reads the labels of documents from the fields that ``LabelFieldEncoder`` adds.
///
/// Which fields these are is decided once, on the first documents that have any: an object where
/// the format has objects, else a run of columns `p_<class>` whose numbers add up to 1 in every
/// row, with the label among their classes. A field of the user's that is called `p_value` or
/// `vote_count` is none of them, wherever it stands.
package struct LabelFieldDecoder {
  /// One document's label.
  package struct Label {
    /// The hard label; `nil` where the model abstains.
    package var name: String?
    /// Probabilities of the classes; `nil` where the record has none.
    package var probabilities: [Double]?
  }

  /// How far a row's probabilities may be from adding up to 1, as files round them.
  static let roundingTolerance = 0.01

  /// The names of the fields.
  let schema: LabelSchema
  /// The classes, in the order of their columns or keys.
  package let classes: [String]
  private let places: FieldTable
  /// Index of a field in ``classes``, for those that hold a probability.
  private let classOfField: [Int: Int]
  private let objectField: Int?
  private var labelField: Int?
  private var confidenceField: Int?
  private let votes: VoteFields

  /// Finds the fields; `nil` when there are no probabilities.
  ///
  /// - Parameters:
  ///   - schema: The names to look for.
  ///   - batch: The first documents.
  ///   - fields: Their fields.
  package init?(_ schema: LabelSchema, in batch: borrowing DocumentBatch, fields: FieldTable) {
    let table = ProbabilityColumns(schema, in: batch, fields: fields)
    self.schema = schema
    labelField = fields.index(of: schema.label)
    confidenceField = fields.index(of: schema.confidence)
    if let (field, names) = table.object() {
      objectField = field
      classes = names
      classOfField = [:]
    } else if let columns = table.run() {
      objectField = nil
      classes = columns.map(\.className)
      classOfField = Dictionary(
        uniqueKeysWithValues: columns.enumerated().map { ($0.element.field, $0.offset) }
      )
    } else {
      return nil
    }
    places = FieldTable(classes)
    votes = VoteFields(
      schema,
      behind: (classOfField.keys.max() ?? labelField ?? -1) + 1,
      labelSpace: LabelSpace(classes),
      in: batch,
      fields: fields
    )
  }

  /// Whether there is a field of hard labels, which then says which documents have one.
  package var hasLabel: Bool { labelField != nil || confidenceField != nil }

  /// Learns of fields that came later, as a label does where the first documents have none.
  package mutating func resolve(_ fields: FieldTable) {
    labelField = labelField ?? fields.index(of: schema.label)
    confidenceField = confidenceField ?? fields.index(of: schema.confidence)
  }

  /// Names of the fields in a file of these fields that labels are in.
  package func names(in fields: FieldTable) -> [String] {
    let own = [schema.label, schema.confidence, schema.probabilities, schema.votes]
      .filter(fields.contains)
    return own + classOfField.keys.sorted().map { fields.names[$0] } + votes.columnNames
  }

  /// A document's label; a record whose probabilities are none is `nil`.
  package func label(of record: DocumentBatch.Record, in batch: borrowing DocumentBatch) -> Label? {
    var values = [Double?](repeating: nil, count: classes.count)
    var hasValue = false
    var label = Label()
    for index in record.cells {
      let cell = batch.cells[index]
      let field = Int(cell.field)
      if let place = classOfField[field] {
        if cell.value.length > 0, cell.kind != .null { hasValue = true }
        values[place] = Self.number(batch.string(cell.value))
      } else if field == objectField {
        hasValue =
          LabelObject.forEachMember(of: cell, in: batch) { name, texts in
            if let place = places.index(of: name), let text = texts.first {
              values[place] = Self.number(text)
            }
          } || hasValue
      }
      if field == labelField, cell.value.length > 0, cell.kind != .null {
        label.name = batch.string(cell.value)
      }
    }
    if !hasValue, label.name == nil { return label }
    let known = values.compactMap { $0 }
    let sum = known.reduce(0, +)
    guard known.count == classes.count, known.allSatisfy({ $0 >= 0 }),
      abs(sum - 1) <= Self.roundingTolerance
    else { return nil }
    label.probabilities = abs(sum - 1) > 1e-9 ? known.map { $0 / sum } : known
    return label
  }

  /// A document's votes: the names of functions and of the classes they vote for, or other ballots
  /// as they are written.
  ///
  /// - Throws: A `Diagnostic` for a vote that is for none of the classes.
  package func votes(
    of record: DocumentBatch.Record,
    in batch: borrowing DocumentBatch,
    from path: String
  ) throws -> [NamedVote] {
    let found = votes.votes(of: record, in: batch)
    let space = votes.labelSpace
    let stray = found.first {
      !places.contains($0.vote) && BallotNotation.record(of: $0.vote, in: space) == nil
    }
    if let stray {
      throw Diagnostic(
        at: SourceLocation(path, line: record.line),
        "the vote '\(stray.vote)' of '\(stray.function)' is for none of the classes",
        help: Suggestion.help(for: stray.vote, among: classes, kind: "classes")
      )
    }
    return found
  }

  /// Names of the functions whose votes have columns.
  package var functions: [String] { votes.functions }

  static func number(_ text: String) -> Double? {
    Double(text).flatMap { $0.isFinite ? $0 : nil }
  }
}
