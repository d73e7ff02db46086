internal import CorpusIO
package import LabelIO
package import LabelingCore
internal import PluginHost
internal import Workspace

/// The first pass over a corpus whose documents have several classes.
package struct MultiLabelPass {
  /// The run, without its gold field, which the stream would read as one class.
  let apply: ApplyRun
  package let applied: ApplyRun.Outcome
  let votes: VotePatterns
  /// The votes with the classes that the gold field has.
  package let judgedVotes: VotePatterns
  /// The documents' ids, in their order.
  let ids: [String]

  /// Applies the functions.
  ///
  /// - Parameters:
  ///   - run: How.
  ///   - output: The fields that are added later; `nil` for none.
  /// - Throws: What the run throws, and what is wrong with the gold labels of the corpus.
  package init(_ run: ApplyRun, output: LabelSetEncoder? = nil) throws {
    let manifest = run.plugin.manifest
    var run = run
    let goldField = run.source.goldField
    run.source.goldField = nil
    run.takesSeveral = true
    var builder = VotePatterns.Builder(
      voters: manifest.functions.map(\.name),
      labelSpace: manifest.labelSpace
    )
    var ids: [String] = []
    var gold = GoldTable(path: run.source.paths.first ?? "-")
    var selector = goldField.map { FieldSelector($0) }
    var isKnown = false
    var values: [FieldSelector.Value] = []
    var checkedFieldCount = 0
    applied = try run.run { batch in
      if batch.origin.fields.names.count > checkedFieldCount {
        try output?.shapes.check(batch.origin)
        checkedFieldCount = batch.origin.fields.names.count
      }
      batch.votes.withUnsafeBufferPointer {
        builder.append(columns: $0, rowCount: batch.count)
      }
      let fields = FieldTable(batch.batch.fieldNames)
      selector?.resolve(fields)
      isKnown = isKnown || selector?.isResolved == true
      let field = goldField.flatMap { fields.index(of: $0) }
      var documents = batch.batch.documents
      for (row, record) in documents.records.enumerated() {
        let id = batch.id(at: row)
        ids.append(id)
        guard let selector else { continue }
        let cell = documents.cells[record.cells].first { Int($0.field) == field }
        let label: String
        if let cell, cell.kind == .json {
          label = documents.string(cell.value)
        } else {
          selector.find(at: row, in: &documents, into: &values)
          let texts = values.filter { $0.kind != .null }.map { documents.string($0.slice) }
          label = texts.count > 1 ? StatementNotation.text(ofPresent: texts) : texts.first ?? ""
        }
        gold.add(id: id, label: label, line: record.line)
      }
    }
    if let goldField, !isKnown, applied.documentCount > 0 {
      throw CorpusError.unknownField(
        .gold,
        path: goldField,
        file: run.source.paths.first ?? "-",
        fields: applied.fields.names
      )
    }
    apply = run
    self.ids = ids
    votes = builder.finish(saying: applied.ballots)
    judgedVotes = gold.ids.isEmpty ? votes : try Self.attaching(gold, of: ids, to: votes)
  }

  /// The votes with the classes that gold labels name.
  ///
  /// - Throws: ``LabelIOError`` for what is no label, and for more different sets of classes than
  ///   patterns can tell apart.
  static func attaching(
    _ gold: GoldTable,
    of ids: [String],
    to votes: VotePatterns
  ) throws -> VotePatterns {
    let sets = try gold.labelSets(of: ids, in: votes.labelSpace)
    guard Set(sets.compactMap { $0 }).count <= Int(Int16.max) else {
      throw LabelIOError.tooManyBallots(path: gold.path, limit: Int(Int16.max))
    }
    return votes.attaching(goldSets: sets).patterns
  }
}
