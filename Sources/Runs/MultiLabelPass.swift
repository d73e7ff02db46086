internal import CorpusIO
package import LabelIO
package import LabelingCore
internal import PluginHost
internal import Workspace

/// The first pass over a corpus whose documents have several classes.
package struct MultiLabelPass {
  /// The run, without its gold field, which the stream would read as one class.
  package let apply: ApplyRun
  /// How applying the functions went.
  package let applied: ApplyRun.Outcome
  /// The votes, without gold.
  package let votes: VotePatterns
  /// The classes that the gold field has of each document, ascending; `nil` where they are not
  /// known.
  ///
  /// Empty without a gold field.
  package let goldSets: [[Int]?]
  /// The votes with the classes that the gold field has.
  package let judgedVotes: VotePatterns
  /// The documents' ids, in their order.
  package let ids: [String]

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
    var builder = VotePatterns.Builder(
      voters: manifest.functions.map(\.name),
      labelSpace: manifest.labelSpace
    )
    var ids: [String] = []
    var gold = GoldTable(path: run.source.paths.first ?? "-")
    var selector = goldField.map { LabelSetSelector($0) }
    var checkedFieldCount = 0
    var applied = try run.run { batch in
      if batch.origin.fields.names.count > checkedFieldCount {
        try output?.shapes.check(batch.origin)
        checkedFieldCount = batch.origin.fields.names.count
      }
      batch.votes.withUnsafeBufferPointer {
        builder.append(columns: $0, rowCount: batch.count)
      }
      selector?.resolve(FieldTable(batch.batch.fieldNames))
      var documents = batch.batch.documents
      for (row, record) in documents.records.enumerated() {
        let id = batch.id(at: row)
        ids.append(id)
        if let label = selector?.text(at: row, in: &documents) {
          gold.add(id: id, label: label, line: record.line)
        }
      }
    }
    if let goldField, selector?.isKnown == false, applied.documentCount > 0 {
      throw CorpusError.unknownField(
        .gold,
        path: goldField,
        file: run.source.paths.first ?? "-",
        fields: applied.fields.names
      )
    }
    applied.lacksGold = goldField != nil && gold.ids.isEmpty
    self.applied = applied
    apply = run
    self.ids = ids
    votes = builder.finish(saying: applied.ballots)
    goldSets = goldField == nil ? [] : try gold.labelSets(of: ids, in: votes.labelSpace)
    judgedVotes =
      gold.ids.isEmpty ? votes : try Self.attaching(goldSets, from: gold.path, to: votes)
  }

  /// The labels that the gold field has, as a run keeps them; `nil` without a gold field, and where
  /// there are more different ones than can be told apart.
  package var goldColumn: VoteColumnView? {
    goldSets.isEmpty ? nil : Self.column(of: goldSets, in: votes.labelSpace)
  }

  /// The classes of documents as a run keeps them; `nil` where there are more different sets than
  /// can be told apart.
  static func column(of sets: some Sequence<[Int]?>, in labelSpace: LabelSpace) -> VoteColumnView? {
    var list = LabelList(ofSetsIn: labelSpace)
    var labels: [Vote] = []
    for set in sets {
      guard let label = list.number(adding: set) else { return nil }
      labels.append(label)
    }
    return list.column(of: labels)
  }

  /// The votes with the classes that gold labels name.
  ///
  /// - Throws: ``LabelIOError`` for what is no label, and for more different sets of classes than
  ///   patterns can tell apart.
  package static func attaching(
    _ gold: GoldTable,
    of ids: [String],
    to votes: VotePatterns
  ) throws -> VotePatterns {
    try attaching(gold.labelSets(of: ids, in: votes.labelSpace), from: gold.path, to: votes)
  }

  private static func attaching(
    _ sets: [[Int]?],
    from path: String,
    to votes: VotePatterns
  ) throws -> VotePatterns {
    guard Set(sets.compactMap { $0 }).count <= Int(Int16.max) else {
      throw LabelIOError.tooManyBallots(path: path, limit: Int(Int16.max))
    }
    return votes.attaching(goldSets: sets).patterns
  }
}
