package import LabelingCore

/// Gold labels by id, as a file spells them.
///
/// The columns are `id,label` or `item,truth` unless other names are given;
/// further columns are passed over. An empty label says that none is known.
package struct GoldTable: Hashable, Sendable {
  /// Which columns to read; of several names the first that the header has.
  package struct Columns: Hashable, Sendable {
    /// Names of the column of ids.
    package var id: [String]
    /// Names of the column of labels.
    package var label: [String]
    /// Names of the column that tells how probable it was that a row got its label.
    package var inclusion: [String]

    /// Creates column names; the common ones unless said otherwise.
    package init(
      id: [String] = ["id", "item", "task"],
      label: [String] = ["label", "truth", "gold"],
      inclusion: [String] = ["inclusion_probability"]
    ) {
      self.id = id
      self.label = label
      self.inclusion = inclusion
    }
  }

  /// Path of the file, for messages.
  package let path: String
  /// Ids with a label, in order of appearance; unique.
  package private(set) var ids: [String] = []
  /// The label of each id, as it is spelt.
  package private(set) var labels: [String] = []
  /// The line of each label.
  package private(set) var lines: [Int] = []
  /// How probable it was that each id got its label; `nil` when the file does not say.
  package private(set) var inclusion: [Double]?
  /// Whether the documents were chosen by what was known of them, as a session's least certain
  /// ones are, rather than drawn at random.
  package var areChosen = false
  private var rows: [String: Int] = [:]

  /// Reads a CSV file; rows that repeat a label are fine.
  ///
  /// - Throws: ``VoteIOError``, also when rows of an id disagree.
  package init(from source: ByteSource, columns: Columns = Columns()) throws {
    path = source.path
    var csv = try CSVRows(source)
    let idColumn = try csv.requiredColumn(columns.id)
    let labelColumn = try csv.requiredColumn(columns.label)
    let inclusionColumn = csv.column(columns.inclusion)
    if inclusionColumn != nil { inclusion = [] }
    var conflicts: [Int: [(label: String, line: Int)]] = [:]
    while try csv.next() {
      guard !csv.isEmpty(idColumn) else {
        throw VoteIOError.emptyCell(at: csv.place(idColumn), column: csv.header[idColumn])
      }
      if csv.isEmpty(labelColumn) { continue }
      let (id, label) = (try csv.text(idColumn), try csv.text(labelColumn))
      if let row = rows[id] {
        if labels[row] != label { conflicts[row, default: []].append((label, csv.line)) }
      } else {
        rows[id] = ids.count
        ids.append(id)
        labels.append(label)
        lines.append(csv.line)
        if let inclusionColumn {
          guard let value = Double(try csv.text(inclusionColumn)), value > 0, value <= 1 else {
            throw VoteIOError.notProbability(
              at: csv.place(inclusionColumn),
              column: csv.header[inclusionColumn]
            )
          }
          inclusion?.append(value)
        }
      }
    }
    if !conflicts.isEmpty { throw conflictError(conflicts) }
  }

  /// The label of an id as it is spelt, or `nil` when it has none.
  package subscript(id: String) -> String? { rows[id].map { labels[$0] } }

  /// The gold labels of ids, in their order; abstain where there is none.
  ///
  /// - Parameters:
  ///   - ids: Ids of rows.
  ///   - labelSpace: The classes.
  ///   - notation: How the file names them.
  /// - Returns: A vote per id.
  /// - Throws: ``VoteIOError/unknownClass(_:at:classes:)`` for a label that is
  ///   no class, whether its id is asked for or not.
  package func labels(
    of ids: some Sequence<String>,
    in labelSpace: LabelSpace,
    notation: ClassNotation = .names
  ) throws -> [Vote] {
    var resolver = ClassResolver(labelSpace: labelSpace, notation: notation)
    let votes = try votes(&resolver)
    return ids.map { id in rows[id].map { Vote(rawValue: votes[$0]) } ?? .abstain }
  }

  /// How probable it was that ids got their labels; 1 for ids without.
  package func inclusion(of ids: some Sequence<String>) -> [Double]? {
    inclusion.map { inclusion in ids.map { id in rows[id].map { inclusion[$0] } ?? 1 } }
  }

  /// The class of each id of the table, known or provisional.
  func votes(_ resolver: inout ClassResolver) throws -> [Int16] {
    try labels.indices.map { row in
      try Array(labels[row].utf8).withUnsafeBufferPointer {
        try resolver.vote($0) { SourceLocation(path, line: lines[row]) }
      }
    }
  }

  /// The position of an id in ``ids``.
  func row(of id: String) -> Int? { rows[id] }

  private func conflictError(_ conflicts: [Int: [(label: String, line: Int)]]) -> VoteIOError {
    let first = conflicts.keys.sorted().prefix(10).map { row in
      let others = conflicts[row] ?? []
      return GoldConflict(
        id: ids[row],
        labels: [labels[row]] + others.map(\.label),
        lines: [lines[row]] + others.map(\.line)
      )
    }
    return .conflictingGold(path: path, first: first, count: conflicts.count)
  }
}
