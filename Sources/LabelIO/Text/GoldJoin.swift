package import LabelingCore

/// Joins gold labels to documents by their ids, and knows afterwards what was joined.
///
/// Ids are compared by their code units. Whoever puts gold labels next to documents does it
/// through this type, so that every command says the same of labels that find none.
package struct GoldJoin: Sendable {
  /// What was joined.
  package struct Outcome: Hashable, Sendable {
    /// The file of gold labels.
    package let path: String
    /// Gold labels in it.
    package let goldCount: Int
    /// Gold labels that found a document.
    package let joinedCount: Int
    /// The first ids that found none.
    package let firstUnjoined: [String]
    /// The first ids of documents that were looked up.
    package let firstDocuments: [String]
    /// An id without a document, and a document's id that looks the same.
    package let lookalike: [String]?

    /// Gold labels that found no document.
    package var unjoinedCount: Int { goldCount - joinedCount }
  }

  /// The gold labels.
  package let table: GoldTable
  /// A provisional label of each row.
  private let votes: [Int16]
  /// The classes that each provisional label says the truth is among; `nil` where classes are not
  /// known yet.
  private let meanings: [[Int]?]?
  private var isUsed: [Bool]
  private var firstDocuments: [String] = []
  /// Rows of ids beyond ASCII; keyed by `String` on purpose, to find equivalent ones.
  private var rowsOfLookalikes: [String: Int] = [:]
  private var lookalikes: [Int: String] = [:]

  /// Prepares to join labels of known classes.
  ///
  /// - Throws: ``LabelIOError/unknownClass(_:at:classes:)`` for a label that is not a class.
  package init(_ table: GoldTable, in labelSpace: LabelSpace) throws {
    var resolver = ClassResolver(labelSpace: labelSpace, notation: .names)
    let votes = try table.votes(&resolver)
    self.init(table, votes: votes, meanings: resolver.goldMeanings(in: labelSpace))
  }

  /// Prepares to join ids alone, whatever the labels are.
  package init(_ table: GoldTable) {
    self.init(table, votes: [Int16](repeating: -1, count: table.ids.count))
  }

  /// Resolves all labels of a table, so that its classes are known like those of votes.
  init?(_ table: GoldTable?, _ resolver: inout ClassResolver) throws {
    guard let table else { return nil }
    try self.init(table, &resolver)
  }

  private init(_ table: GoldTable, _ resolver: inout ClassResolver) throws {
    self.init(table, votes: try table.votes(&resolver))
  }

  private init(_ table: GoldTable, votes: [Int16], meanings: [[Int]?]? = nil) {
    self.table = table
    self.votes = votes
    self.meanings = meanings
    isUsed = [Bool](repeating: false, count: votes.count)
    for (row, id) in table.ids.enumerated() where id.utf8.contains(where: { $0 >= 0x80 }) {
      rowsOfLookalikes[id] = row
    }
  }

  /// The provisional gold label of a document; abstain where there is none.
  ///
  /// It goes to a builder of patterns, which take what it means from ``resolved(_:)``.
  package mutating func label(of id: String) -> Vote {
    row(of: id).map { Vote(rawValue: votes[$0]) } ?? .abstain
  }

  /// The classes that the truth of a document is among, ascending: one where it is known; `nil`
  /// where nothing is.
  package mutating func classes(of id: String) -> [Int]? {
    row(of: id).flatMap { classes(ofRow: $0) }
  }

  /// The row of the table that a document is joined to.
  package mutating func row(of id: String) -> Int? {
    if firstDocuments.count < 3 { firstDocuments.append(id) }
    if let row = table.row(of: id) {
      isUsed[row] = true
      return row
    }
    if !rowsOfLookalikes.isEmpty, let row = rowsOfLookalikes[id] { lookalikes[row] = id }
    return nil
  }

  /// The classes that a row of the table says the truth is among; `nil` for nothing.
  package func classes(ofRow row: Int) -> [Int]? {
    votes[row] < 0 ? nil : meanings?[Int(votes[row])]
  }

  /// Votes whose provisional gold labels are replaced by what they mean.
  package func resolved(_ votes: VotePatterns) -> VotePatterns {
    meanings.map { votes.resolvingGold($0) } ?? votes
  }

  /// Rows of the table that no document has asked for, in order.
  package var unjoinedRows: [Int] { isUsed.indices.filter { !isUsed[$0] } }

  /// What has been joined so far.
  package var outcome: Outcome {
    let unjoined = unjoinedRows
    let lookalike = unjoined.first { lookalikes[$0] != nil }
    return Outcome(
      path: table.path,
      goldCount: votes.count,
      joinedCount: votes.count - unjoined.count,
      firstUnjoined: unjoined.prefix(3).map { table.ids[$0] },
      firstDocuments: firstDocuments,
      lookalike: lookalike.map { [table.ids[$0], lookalikes[$0] ?? ""] }
    )
  }
}

extension GoldJoin.Outcome {
  /// Refuses gold labels of which none found a document.
  ///
  /// - Parameters:
  ///   - documents: What ids are looked up in, such as `the corpus`.
  ///   - options: The options that name the fields of ids, where there are any.
  /// - Throws: A `Diagnostic` that shows ids of both sides.
  package func check(against documents: String, namedBy options: String? = nil) throws {
    guard goldCount > 0, joinedCount == 0 else { return }
    throw Diagnostic(
      at: SourceLocation(path),
      "none of the \(goldCount) gold labels is used: \(goldCount) gold "
        + "\(goldCount == 1 ? "id is" : "ids are") not in \(documents)",
      notes: lookalikeNotes + [
        "gold labels are of \(Self.list(firstUnjoined)), ids of \(documents) are "
          + Self.list(firstDocuments)
      ],
      help: lookalike == nil
        ? "ids are compared as they are written; "
          + (options.map { "name the fields that hold them with \($0)" }
            ?? "a file of gold labels has them in 'id', 'item' or 'task'")
        : "write both in one Unicode normal form, such as NFC"
    )
  }

  /// What to say of labels that are not used; nothing where all are.
  ///
  /// - Parameter documents: What ids are looked up in, such as `the corpus`.
  /// - Returns: One warning at most.
  package func warnings(about documents: String) -> [Diagnostic] {
    if goldCount == 0 {
      return [
        Diagnostic(
          severity: .warning,
          at: SourceLocation(path),
          "the file holds no gold label, so none is used",
          help: "fill in its labels, or leave it out"
        )
      ]
    }
    guard unjoinedCount > 0 else { return [] }
    return [
      Diagnostic(
        severity: .warning,
        at: SourceLocation(path),
        "\(unjoinedCount) gold \(unjoinedCount == 1 ? "label is of an id" : "labels are of ids") "
          + "not in \(documents): \(Self.list(firstUnjoined))"
          + (unjoinedCount > firstUnjoined.count ? ", …" : ""),
        notes: lookalikeNotes,
        help: lookalike == nil ? nil : "write both in one Unicode normal form, such as NFC"
      )
    ]
  }

  private var lookalikeNotes: [String] {
    lookalike.map { ["these ids look alike and are written differently: \(Lookalikes.list($0))"] }
      ?? []
  }

  private static func list(_ ids: [String]) -> String {
    ids.isEmpty ? "none" : ids.map { "'\($0)'" }.joined(separator: ", ")
  }
}
