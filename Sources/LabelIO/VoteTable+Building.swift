package import LabelingCore

extension VoteTable {
  /// Takes votes record by record, each with the names of its voters and classes.
  ///
  /// An abstaining voter is one that is not named, so −1 is a class like any other.
  package struct Builder {
    private let path: String
    private let options: VoteReadingOptions
    private var resolver: ClassResolver
    private var gold: GoldJoin?
    private var choice: VoterChoice
    private var names = FieldTable()
    private var places: [Int] = []
    private var rows: [ExactString: Int] = [:]
    private var ids: [String] = []
    private var answers = AnswerList()

    /// Begins a table.
    ///
    /// - Throws: ``LabelIOError`` for gold labels that are none of the classes.
    package init(path: String, options: VoteReadingOptions) throws {
      self.path = path
      self.options = options
      resolver = ClassResolver(
        labelSpace: options.labelSpace,
        notation: .names,
        kind: options.kind,
        abstention: options.abstention
      )
      resolver.minusOneIsClass = true
      gold = try GoldJoin(options.gold, &resolver)
      choice = VoterChoice(options)
    }

    /// Adds a record.
    ///
    /// - Throws: ``LabelIOError`` for an id that came before, and a vote for no class.
    package mutating func add(
      id: String,
      votes: [NamedVote],
      at place: SourceLocation
    ) throws {
      if let first = rows.updateValue(place.line ?? 0, forKey: ExactString(id)) {
        throw LabelIOError.repeatedID(id, at: place, firstLine: first)
      }
      for named in votes {
        let index = self.place(of: named.function)
        guard index >= 0 else { continue }
        let vote = try Array(named.vote.utf8).withUnsafeBufferPointer {
          try resolver.vote($0) { place }
        }
        if vote == -1 { continue }
        answers.append(
          item: ids.count,
          worker: index,
          classIndex: vote == ClassResolver.minusOne ? resolver.minusOneClass() : vote
        )
      }
      ids.append(id)
    }

    /// Names voters that are known to be there, in their order.
    package mutating func expect(_ voters: [String]) {
      for name in voters { _ = place(of: name) }
    }

    /// The table.
    ///
    /// - Parameter voters: Voters that are known to be there, also where they never vote.
    /// - Returns: The votes with their gold labels.
    /// - Throws: ``LabelIOError`` for names to leave out that are not there.
    package mutating func finish(voters: [String]) throws -> VoteTable {
      expect(voters)
      try choice.check(path, among: names.names)
      var builder = VotePatterns.Builder(
        voters: choice.voters,
        labelSpace: resolver.provisional
      )
      var remarks = Remarks()
      remarks.duplicateCount = try answers.append(
        of: ids,
        to: &builder,
        choice.voters,
        &resolver,
        &gold,
        path
      )
      return try VoteTable.finished(
        builder,
        ids,
        .wide,
        resolver,
        gold,
        choice,
        remarks,
        options,
        path
      )
    }

    private mutating func place(of voter: String) -> Int {
      if let known = names.index(of: voter) { return places[known] }
      _ = names.index(adding: voter)
      places.append(choice.place(of: voter))
      return places[places.count - 1]
    }
  }
}
