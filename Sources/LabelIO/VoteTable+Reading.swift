package import ByteIO
internal import CSVText
internal import LabelingCore

extension VoteTable {
  /// Reads votes from a vote file or a table of either layout.
  ///
  /// A cell that is empty abstains; −1 does in a table without empty cells, else it is a class.
  /// In a long table, rows that repeat item, worker and label are dropped and counted; a
  /// worker's different labels for an item are all kept. Voters go by their names: the order of
  /// columns means nothing.
  /// - Parameters:
  ///   - source: The file.
  ///   - options: How to read it.
  /// - Returns: The votes, with gold labels where the options have any.
  /// - Throws: ``LabelIOError``, or what the source throws.
  /// - Complexity: O(cells); memory for the distinct rows and the ids.
  package static func read(
    from source: NamedSource,
    options: VoteReadingOptions = VoteReadingOptions()
  ) throws -> VoteTable {
    var buffered = BufferedBytes(source)
    let isVoteFile = try buffered.startsLikeVoteFile()
    if options.layout == .binary || (options.layout == nil && isVoteFile) {
      return try readBinary(VoteFileReader(buffered), options, path: source.path)
    }
    let csv = try CSVRows(buffered.rest(), options.isTabSeparated ? .tsv : .csv)
    switch try options.layout ?? layout(of: csv, options) {
    case .long: return try readLong(csv, options)
    default: return try readWide(csv, options)
    }
  }

  private static func layout(of csv: CSVRows, _ options: VoteReadingOptions) throws -> Layout {
    let long = [options.itemColumns, options.workerColumns, options.answerColumns]
    if long.allSatisfy({ csv.column($0) != nil }) { return .long }
    if csv.column(options.idColumns) != nil { return .wide }
    throw LabelIOError.unknownLayout(
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
    var choice = VoterChoice(options)
    let places = csv.header.enumerated().map { column, name in
      column == idColumn ? -1 : choice.place(of: name)
    }
    try choice.check(csv.path, among: csv.header)
    var resolver = options.resolver()
    var gold = try GoldJoin(options.gold, &resolver)
    var votes = WideVotes(
      voters: choice.voters,
      readCount: places.count { $0 >= 0 },
      abstention: options.abstention,
      resolver
    )
    var rows = RowIDs()
    while try csv.next() {
      let (id, number) = try rows.id(of: idColumn, in: &csv)
      try rows.requireNew(number, id, idColumn, csv)
      let current = csv
      try csv.forEachFilled { column, bytes in
        guard places[column] >= 0 else { return }
        votes.set(places[column], try resolver.vote(bytes) { current.place(column) })
      }
      votes.endRow(gold: gold?.label(of: id) ?? .abstain, &resolver)
    }
    resolver.minusOneIsClass = votes.minusOneIsClass
    var remarks = Remarks()
    remarks.minusOneIsClass = votes.minusOneIsClass && options.abstention == nil
    let table = try finished(
      votes.finish(),
      rows.ids,
      .wide,
      resolver,
      gold,
      choice,
      remarks,
      options,
      csv.path
    )
    if options.voters == nil {
      try VoterSuspicion.refuseTexts(among: table.patterns, of: csv.path)
    }
    return table
  }

  private static func readLong(
    _ source: CSVRows,
    _ options: VoteReadingOptions
  ) throws -> VoteTable {
    var csv = source
    let itemColumn = try csv.requiredColumn(options.itemColumns)
    let workerColumn = try csv.requiredColumn(options.workerColumns)
    let labelColumn = try csv.requiredColumn(options.answerColumns)
    var resolver = options.resolver()
    var gold = try GoldJoin(options.gold, &resolver)
    var items = RowIDs()
    var workers = RowIDs()
    var answers = AnswerList()
    var choice = VoterChoice(options)
    var places: [Int] = []
    var remarks = Remarks()
    var hasEmptyLabel = options.abstention == .empty
    while try csv.next() {
      let item = try items.id(of: itemColumn, in: &csv).number
      let (name, worker) = try workers.id(of: workerColumn, in: &csv)
      if worker == places.count { places.append(choice.place(of: name)) }
      let place = places[worker]
      guard place >= 0 else {
        if !csv.isEmpty(labelColumn) { remarks.unknownAnswerCount += 1 }
        continue
      }
      let current = csv
      let vote = try csv.withField(labelColumn) { bytes in
        try resolver.vote(bytes) { current.place(labelColumn) }
      }
      if vote >= 0 {
        answers.append(item: item, worker: place, classIndex: vote)
      } else if vote == ClassResolver.minusOne {
        answers.append(item: item, worker: place, classIndex: resolver.minusOneClass())
      } else if csv.isEmpty(labelColumn) {
        hasEmptyLabel = true
      }
    }
    try choice.check(csv.path, among: workers.ids)
    if choice.unknown.isEmpty { remarks.unknownAnswerCount = 0 }
    if let minusOne = resolver.knownMinusOne, answers.contains(classIndex: minusOne) {
      resolver.minusOneIsClass = hasEmptyLabel && options.abstention != .minusOne
      if !resolver.minusOneIsClass { answers.removeAll(classIndex: minusOne) }
    }
    remarks.minusOneIsClass = resolver.minusOneIsClass && options.abstention == nil
    var builder = VotePatterns.Builder(voters: choice.voters, labelSpace: resolver.provisional)
    remarks.duplicateCount = try answers.append(
      of: items.ids,
      to: &builder,
      choice.voters,
      &resolver,
      &gold,
      csv.path
    )
    return try finished(
      consume builder,
      items.ids,
      .long,
      resolver,
      gold,
      choice,
      remarks,
      options,
      csv.path
    )
  }

  private static func readBinary(
    _ file: consuming VoteFileReader,
    _ options: VoteReadingOptions,
    path: String
  ) throws -> VoteTable {
    var reader = file
    let manifest = reader.manifest
    let kind = manifest.labels ?? .one
    guard options.kind == kind else {
      throw LabelIOError.binaryOfOtherKind(path: path, kind: kind)
    }
    let own = LabelSpace(manifest.classes, groups: manifest.groups ?? [])
    let space = options.labelSpace ?? own
    let classes = try own.classes.map { name in
      guard let vote = space.vote(for: name) else {
        throw LabelIOError.unknownClass(name, at: SourceLocation(path), classes: space.classes)
      }
      return vote.rawValue
    }
    var resolver = ClassResolver(labelSpace: space, notation: options.notation, kind: kind)
    var gold = try GoldJoin(options.gold, &resolver)
    var choice = VoterChoice(options)
    let names = manifest.voters.map(\.name)
    let places = names.map { choice.place(of: $0) }
    try choice.check(path, among: names)
    var builder = VotePatterns.Builder(voters: choice.voters, labelSpace: space)
    let isPlain =
      places.elementsEqual(choice.voters.indices)
      && classes.elementsEqual(classes.indices.map { Int16($0) })
    var row = [Int16](repeating: -1, count: choice.voters.count)
    var ids: [String] = []
    // What votes of the file are for, in the classes that are wanted.
    var ballots = BallotRegister(classCount: space.classCount, kind: kind)
    var indices = classes
    var statements = classes.map { Int($0) }
    if kind == .several { statements += statements.map { $0 + space.classCount } }
    while let block = try reader.next() {
      for ballot in block.ballots.others.dropFirst(indices.count - classes.count) {
        let record = BallotRecord(
          classes: ballot.classes.map { statements[$0] }.sorted(),
          confidence: ballot.confidence
        )
        guard let index = ballots.index(adding: record) else {
          throw LabelIOError.tooManyBallots(path: path, limit: ClassResolver.largestCount)
        }
        indices.append(index)
      }
      block.forEachRow { id, votes in
        let label = gold?.label(of: id) ?? .abstain
        if isPlain { return builder.append(votes, gold: label) }
        for index in row.indices { row[index] = -1 }
        for (column, vote) in votes.enumerated() where places[column] >= 0 && vote >= 0 {
          row[places[column]] = indices[Int(vote)]
        }
        row.withUnsafeBufferPointer { builder.append($0, gold: label) }
      }
      ids.append(contentsOf: block.ids)
    }
    return try finished(
      consume builder,
      ids,
      .binary,
      resolver,
      gold,
      choice,
      Remarks(),
      options,
      path,
      manifest: manifest,
      ballots: ballots
    )
  }

  static func finished(
    _ builder: consuming VotePatterns.Builder,
    _ ids: [String],
    _ layout: Layout,
    _ resolver: ClassResolver,
    _ gold: GoldJoin?,
    _ choice: VoterChoice,
    _ remarks: Remarks,
    _ options: VoteReadingOptions,
    _ path: String,
    manifest: VoteManifest? = nil,
    ballots: BallotRegister? = nil
  ) throws -> VoteTable {
    let (space, newIndices) = resolver.inferred()
    var remarks = remarks
    remarks.gold = gold?.outcome
    remarks.missingVoters = choice.missing
    remarks.unknownVoters = choice.unknown
    if layout != .long { remarks.goldlikeVoters = VoterSuspicion.goldlike(choice.voters) }
    if options.kind == .one, options.labelSpace == nil, layout != .binary {
      remarks.severalLookalike = try SeveralSuspicion.suspect(among: space, of: path)
    }
    let votes: VotePatterns
    if let ballots, ballots.kind == .several {
      guard let stated = builder.finish(stating: ballots, gold: resolver.goldSets(in: space))
      else { throw LabelIOError.tooManyBallots(path: path, limit: ClassResolver.largestCount) }
      votes = stated
    } else if let ballots {
      votes = builder.finish(saying: ballots).resolvingGold(resolver.goldMeanings(in: space))
    } else {
      votes = try patterns(
        builder,
        resolver,
        space,
        newIndices,
        options,
        path,
        areAnswers: layout == .long
      )
    }
    return VoteTable(
      patterns: votes,
      ids: ids,
      layout: layout,
      remarks: remarks,
      manifest: manifest
    )
  }

  private static func patterns(
    _ builder: consuming VotePatterns.Builder,
    _ resolver: ClassResolver,
    _ space: LabelSpace,
    _ newIndices: [Int],
    _ options: VoteReadingOptions,
    _ path: String,
    areAnswers: Bool
  ) throws -> VotePatterns {
    if options.kind == .several {
      let votes = builder.finish().stating(
        resolver.statements(in: space, completing: areAnswers),
        of: space,
        gold: resolver.goldSets(in: space)
      )
      guard let votes else {
        throw LabelIOError.tooManyBallots(path: path, limit: ClassResolver.largestCount)
      }
      return votes
    }
    guard resolver.hasBallots else {
      return builder.finish(relabeledTo: space, newIndices: newIndices)
    }
    let said = resolver.ballots(in: space)
    guard let votes = builder.finish().saying(said, of: space) else {
      throw LabelIOError.tooManyBallots(path: path, limit: ClassResolver.largestCount)
    }
    return votes.resolvingGold(resolver.goldMeanings(in: space))
  }
}
