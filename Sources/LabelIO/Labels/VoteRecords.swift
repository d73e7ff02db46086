internal import ByteIO
internal import CorpusIO
internal import LabelingCore

/// Votes in records: the object of votes in JSON Lines and XML, and the columns of votes behind
/// labels in CSV.
struct VoteRecords {
  private let path: String
  private let schema: LabelSchema

  /// The records of a file; `nil` for a vote file and for a table of votes.
  ///
  /// - Throws: A `Diagnostic` for a file of labels that were written without votes.
  init?(at path: String, layout: VoteTable.Layout?, kind: LabelKind = .one) throws {
    self.path = path
    guard let format = CorpusFormat(path: path) else { return nil }
    guard format.isSeparatedValues else {
      schema = LabelSchema()
      return
    }
    guard layout == nil, let found = try Self.schema(ofTableAt: path, kind) else { return nil }
    schema = found
  }

  /// Reads the votes.
  func read(_ options: VoteReadingOptions) throws -> VoteTable {
    var builder = try VoteTable.Builder(path: path, options: options)
    let records = KeyedRecords(
      path: path,
      id: options.idColumns + ["@id"],
      label: [schema.label],
      mayLackLabels: true
    )
    var labels: LabelFieldDecoder?
    var schema = schema
    var names: [String] = []
    var hasVotes = false
    var functions: [String] = []
    try records.forEachBatch { batch, fields, rows in
      if names.isEmpty, !fields.contains(schema.votes),
        let prefix = LabelSchema.prefix(in: fields.names)
      {
        schema = LabelSchema(prefix: prefix)
      }
      names = fields.names
      labels?.resolve(fields)
      if labels == nil, options.kind == .one {
        labels = LabelFieldDecoder(schema, in: batch, fields: fields)
      }
      let object = VoteFields(
        schema,
        behind: options.kind == .several
          ? Self.firstVote(schema, fields.names) : fields.names.count,
        labelSpace: LabelSpace([]),
        in: batch,
        fields: fields,
        kind: options.kind
      )
      if functions.isEmpty {
        functions = object.functions
        builder.expect(functions)
      }
      hasVotes =
        hasVotes || fields.contains(schema.votes) || !object.functions.isEmpty
        || labels?.functions.isEmpty == false
      for row in rows {
        let record = batch.records[row.index]
        let votes =
          try labels?.votes(of: record, in: batch, from: path)
          ?? object.votes(of: record, in: batch)
        try builder.add(id: row.id, votes: votes, at: row.place)
      }
    }
    guard hasVotes else {
      throw Diagnostic(
        at: SourceLocation(path),
        "the records have no votes: there is no object '\(schema.votes)'",
        notes: labels == nil ? [] : ["the file holds labels that were written without them"],
        help: "votes are what 'winnow apply' writes, and 'winnow label --provenance' too"
      )
    }
    return try builder.finish(voters: labels?.functions ?? functions)
  }

  /// The first column of a vote behind labels of several classes and their probabilities.
  private static func firstVote(_ schema: LabelSchema, _ names: [String]) -> Int {
    guard let labels = names.firstIndex(ofExactly: schema.labels) else { return names.count }
    let next = names[(labels + 1)...].firstIndex { schema.className(ofColumn: $0) == nil }
    return next ?? names.count
  }

  /// The names of labels in a table, if it holds any.
  private static func schema(ofTableAt path: String, _ kind: LabelKind) throws -> LabelSchema? {
    try InputSpool.keep([path])
    // What is wrong with the file is said by whoever reads it as votes.
    guard let reader = try? Corpus.reader(path: path, rejects: RejectLog(policy: .skip)) else {
      return nil
    }
    let names = reader.fields.names
    let schema = LabelSchema(prefix: LabelSchema.prefix(in: names) ?? "")
    if kind == .several {
      guard let labels = names.firstIndex(ofExactly: schema.labels), labels + 1 < names.count,
        schema.className(ofColumn: names[labels + 1]) != nil
      else { return nil }
    } else {
      guard let label = names.firstIndex(ofExactly: schema.label), label + 2 < names.count,
        names[label + 1].isExactly(schema.confidence),
        schema.className(ofColumn: names[label + 2]) != nil
      else { return nil }
    }
    guard names.contains(where: { schema.functionName(ofColumn: $0) != nil }) else {
      throw Diagnostic(
        at: SourceLocation(path),
        "the file holds labels, not votes",
        help: "votes are what 'winnow apply' writes, and 'winnow label --provenance' too"
      )
    }
    return schema
  }
}
