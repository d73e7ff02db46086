internal import LabelingCore

extension VoteTable {
  /// Reads votes from a vote file or a CSV file of either layout.
  ///
  /// A CSV cell that is empty or −1 abstains. In a long table, rows that
  /// repeat item, worker and label are dropped and counted; a worker's
  /// different labels for an item are all kept.
  /// - Parameters:
  ///   - source: The file.
  ///   - options: How to read it.
  /// - Returns: The votes, with gold labels where the options have any.
  /// - Throws: ``VoteIOError``, or what the source throws.
  /// - Complexity: O(cells); memory for the distinct rows and the ids.
  package static func read(
    from source: ByteSource,
    options: VoteReadingOptions = VoteReadingOptions()
  ) throws -> VoteTable {
    var buffered = BufferedBytes(source)
    let isVoteFile = try buffered.startsLikeVoteFile()
    if options.layout == .binary || (options.layout == nil && isVoteFile) {
      return try readBinary(VoteFileReader(buffered), options)
    }
    let csv = try CSVRows(buffered.rest())
    switch try options.layout ?? layout(of: csv, options) {
    case .long: return try readLong(csv, options)
    default: return try readWide(csv, options)
    }
  }

  private static func layout(of csv: CSVRows, _ options: VoteReadingOptions) throws -> Layout {
    let long = [options.itemColumns, options.workerColumns, options.labelColumns]
    if long.allSatisfy({ csv.column($0) != nil }) { return .long }
    if csv.column(options.idColumns) != nil { return .wide }
    throw VoteIOError.unknownLayout(
      at: csv.headerPlace,
      id: options.idColumns,
      long: long.compactMap(\.first),
      header: csv.header
    )
  }

  private static func readWide(
    _ source: CSVRows,
    _ options: VoteReadingOptions
  ) throws -> VoteTable {
    var csv = source
    let idColumn = try csv.requiredColumn(options.idColumns)
    let voters = csv.header.indices.filter { $0 != idColumn }.map { csv.header[$0] }
    var resolver = ClassResolver(labelSpace: options.labelSpace, notation: options.notation)
    var gold = try GoldJoin(options.gold, &resolver)
    var builder = VotePatterns.Builder(voters: voters, labelSpace: resolver.provisional)
    var rows = RowIDs()
    var votes = [Int16](repeating: -1, count: voters.count)
    while try csv.next() {
      let (id, number) = try rows.id(of: idColumn, in: &csv)
      try rows.requireNew(number, id, idColumn, csv)
      for j in votes.indices { votes[j] = -1 }
      let current = csv
      try csv.forEachFilled { column, bytes in
        guard column != idColumn else { return }
        votes[column < idColumn ? column : column - 1] = try resolver.vote(bytes) {
          current.place(column)
        }
      }
      votes.withUnsafeBufferPointer { builder.append($0, gold: gold.label(of: id)) }
    }
    return finished(consume builder, rows.ids, .wide, resolver, gold)
  }

  private static func readLong(
    _ source: CSVRows,
    _ options: VoteReadingOptions
  ) throws -> VoteTable {
    var csv = source
    let itemColumn = try csv.requiredColumn(options.itemColumns)
    let workerColumn = try csv.requiredColumn(options.workerColumns)
    let labelColumn = try csv.requiredColumn(options.labelColumns)
    var resolver = ClassResolver(labelSpace: options.labelSpace, notation: options.notation)
    var gold = try GoldJoin(options.gold, &resolver)
    var items = RowIDs()
    var workers = RowIDs()
    var answers = AnswerList()
    while try csv.next() {
      let item = try items.id(of: itemColumn, in: &csv).number
      let worker = try workers.id(of: workerColumn, in: &csv).number
      let current = csv
      let vote = try csv.withField(labelColumn) { bytes in
        try resolver.vote(bytes) { current.place(labelColumn) }
      }
      if vote >= 0 { answers.append(item: item, worker: worker, classIndex: vote) }
    }
    var builder = VotePatterns.Builder(voters: workers.ids, labelSpace: resolver.provisional)
    let duplicates = answers.forEachItem(count: items.ids.count) { item, entries in
      builder.append(entries: entries, gold: gold.label(of: items.ids[item]))
    }
    return finished(consume builder, items.ids, .long, resolver, gold, duplicates: duplicates)
  }

  private static func readBinary(
    _ file: consuming VoteFileReader,
    _ options: VoteReadingOptions
  ) throws -> VoteTable {
    var reader = file
    let manifest = reader.manifest
    let space = LabelSpace(manifest.classes)
    var resolver = ClassResolver(labelSpace: space, notation: options.notation)
    var gold = try GoldJoin(options.gold, &resolver)
    var builder = VotePatterns.Builder(voters: manifest.voters.map(\.name), labelSpace: space)
    var ids: [String] = []
    while let block = try reader.next() {
      block.forEachRow { id, votes in builder.append(votes, gold: gold.label(of: id)) }
      ids.append(contentsOf: block.ids)
    }
    return finished(consume builder, ids, .binary, resolver, gold, manifest: manifest)
  }

  private static func finished(
    _ builder: consuming VotePatterns.Builder,
    _ ids: [String],
    _ layout: Layout,
    _ resolver: ClassResolver,
    _ gold: GoldJoin,
    duplicates: Int = 0,
    manifest: VoteManifest? = nil
  ) -> VoteTable {
    let (space, newIndices) = resolver.inferred()
    return VoteTable(
      patterns: builder.finish(relabeledTo: space, newIndices: newIndices),
      ids: ids,
      layout: layout,
      duplicateCount: duplicates,
      unmatchedGoldCount: gold.unmatchedCount,
      manifest: manifest
    )
  }
}
