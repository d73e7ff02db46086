internal import LabelingCore

/// Cells of tables whose documents have several classes.
extension ClassResolver {
  /// The provisional index of what a cell says; abstain for an empty one.
  ///
  /// - Throws: ``LabelIOError`` for what says nothing of a class, or contradicts itself.
  mutating func statement(
    _ bytes: UnsafeBufferPointer<UInt8>,
    at place: () -> SourceLocation
  ) throws -> Int16 {
    if bytes.isEmpty { return -1 }
    if let number = names.find(bytes) {
      recent.insert(bytes, indices[number])
      return indices[number]
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw LabelIOError.notUTF8(at: place())
    }
    let parts = try StatementText.parts(of: text, at: place)
    if let labelSpace {
      for part in parts where index(of: part.name, in: labelSpace) < 0 {
        throw LabelIOError.unknownClass(part.name, at: place(), classes: labelSpace.classes)
      }
    }
    let index = try index(
      of: SaidBallot(
        present: parts.filter { !$0.isAbsent }.map(\.name),
        absent: parts.filter(\.isAbsent).map(\.name)
      ),
      at: place
    )
    if names.intern(bytes).isNew { indices.append(index) }
    recent.insert(bytes, index)
    return index
  }

  /// The provisional index of a gold label, which names all classes that a document has.
  mutating func goldStatement(
    _ bytes: UnsafeBufferPointer<UInt8>,
    at place: () -> SourceLocation
  ) throws -> Int16 {
    let index = try statement(bytes, at: place)
    guard index < 0 || said[Int(index)].absent.isEmpty else {
      throw LabelIOError.absentInLabels(String(decoding: bytes, as: UTF8.self), at: place())
    }
    return index
  }

  private mutating func index(
    of ballot: SaidBallot,
    at place: () -> SourceLocation
  ) throws -> Int16 {
    if let index = known[ballot] { return Int16(index) }
    return Int16(try add(ballot, at: place))
  }

  /// The answers of one document with one ballot per voter, that says what all of its answers say.
  ///
  /// - Parameters:
  ///   - entries: The answers, in order of voters.
  ///   - document: Its id.
  ///   - voters: Names of the voters.
  ///   - path: The file.
  /// - Returns: An entry per voter.
  /// - Throws: ``LabelIOError/contradictoryAnswers(_:item:voter:path:)``.
  mutating func united(
    _ entries: [VotePatterns.Entry],
    of document: String,
    _ voters: [String],
    _ path: String
  ) throws -> [VotePatterns.Entry] {
    guard zip(entries, entries.dropFirst()).contains(where: { $0.voter == $1.voter }) else {
      return entries
    }
    var united: [VotePatterns.Entry] = []
    var rest = entries[...]
    while let first = rest.first {
      let own = rest.prefix { $0.voter == first.voter }
      rest = rest.dropFirst(own.count)
      let present = own.flatMap { said[Int($0.ballot)].names }
      let absent = own.flatMap { said[Int($0.ballot)].absent }
      let known = Set(present.map { ExactString($0) })
      if let both = absent.first(where: { known.contains(ExactString($0)) }) {
        throw LabelIOError.contradictoryAnswers(
          both,
          item: document,
          voter: voters[Int(first.voter)],
          path: path
        )
      }
      let ballot = try index(of: SaidBallot(present: present, absent: absent)) {
        SourceLocation(path)
      }
      united.append(VotePatterns.Entry(voter: Int(first.voter), ballot: Int(ballot)))
    }
    return united
  }

  /// The statements of each provisional index in the final classes, ascending.
  ///
  /// - Parameters:
  ///   - space: The classes.
  ///   - completing: Whether what names no absent class is a whole answer: other classes than it
  ///     names are absent.
  /// - Returns: The statements by provisional index; empty for what says nothing.
  func statements(in space: LabelSpace, completing: Bool) -> [[Int]] {
    let k = space.classCount
    return said.map { said in
      let present = Set(said.names.map { index(of: $0, in: space) })
      let absent =
        completing && said.absent.isEmpty
        ? Set(0..<k).subtracting(present) : Set(said.absent.map { index(of: $0, in: space) })
      return present.sorted() + absent.sorted().map { k + $0 }
    }
  }

  /// The classes of each provisional index as a gold label, ascending; `nil` for what is none.
  func goldSets(in space: LabelSpace) -> [[Int]?] {
    said.map { said in
      said.absent.isEmpty ? Set(said.names.map { index(of: $0, in: space) }).sorted() : nil
    }
  }
}
