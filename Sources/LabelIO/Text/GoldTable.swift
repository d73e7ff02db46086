package import LabelingCore

/// Gold labels by id, as a file spells them.
package struct GoldTable: Hashable, Sendable {
  /// The usual name of the field that says how probable it was that a document was drawn.
  package static let inclusionField = "inclusion_probability"

  /// Path of the file, for messages.
  package let path: String
  /// Ids with a label, in order of appearance; unique.
  package private(set) var ids: [String] = []
  /// The label of each id, as it is spelled.
  package private(set) var labels: [String] = []
  /// The line of each label.
  package private(set) var lines: [Int] = []
  /// How probable it was that each id got its label; `nil` when the file does not say.
  package private(set) var inclusion: [Double]?
  /// Whether the documents were chosen by what was known of them, as a session's least certain
  /// ones are, rather than drawn at random.
  package var areChosen = false
  private var rows: [ExactString: Int] = [:]
  private var others: [Int: [Other]] = [:]

  /// A label that disagrees with an earlier one of its id.
  private struct Other: Hashable {
    var label: String
    var line: Int
  }

  /// Begins a table; `hasInclusion` says that rows come with the probability of being drawn.
  package init(path: String, hasInclusion: Bool = false) {
    self.path = path
    if hasInclusion { inclusion = [] }
  }

  /// Adds a row; one that repeats an earlier row is fine, an empty label says that none is known.
  package mutating func add(id: String, label: String, line: Int, inclusion probability: Double = 1)
  {
    guard !label.isEmpty else { return }
    let key = ExactString(id)
    if let row = rows[key] {
      if !labels[row].isExactly(label) {
        others[row, default: []].append(Other(label: label, line: line))
      }
      return
    }
    rows[key] = ids.count
    ids.append(id)
    labels.append(label)
    lines.append(line)
    inclusion?.append(probability)
  }

  /// Refuses ids whose rows disagree.
  ///
  /// - Throws: ``LabelIOError/conflictingGold(path:first:count:)``.
  package func checkAgreement() throws {
    guard !others.isEmpty else { return }
    let first = others.keys.sorted().prefix(10).map { row in
      let others = others[row] ?? []
      return GoldConflict(
        id: ids[row],
        labels: [labels[row]] + others.map(\.label),
        lines: [lines[row]] + others.map(\.line)
      )
    }
    throw LabelIOError.conflictingGold(path: path, first: first, count: others.count)
  }

  /// The label of an id as it is spelled, or `nil` when it has none.
  package subscript(id: String) -> String? { row(of: id).map { labels[$0] } }

  /// The gold labels of ids, in their order; abstain where there is none, or only a set of classes
  /// that the truth is among.
  ///
  /// - Parameters:
  ///   - ids: Ids of rows.
  ///   - labelSpace: The classes.
  ///   - notation: How the file names them.
  /// - Returns: A vote per id.
  /// - Throws: ``LabelIOError/unknownClass(_:at:classes:)`` for a label that is
  ///   no class, whether its id is asked for or not.
  package func labels(
    of ids: some Sequence<String>,
    in labelSpace: LabelSpace,
    notation: ClassNotation = .names
  ) throws -> [Vote] {
    try column(of: ids, in: labelSpace, notation: notation).labels
  }

  /// The gold labels of ids, in their order, classes and sets of them.
  ///
  /// - Throws: As ``labels(of:in:notation:)`` does.
  package func column(
    of ids: some Sequence<String>,
    in labelSpace: LabelSpace,
    notation: ClassNotation = .names
  ) throws -> GoldColumn {
    var resolver = ClassResolver(labelSpace: labelSpace, notation: notation)
    let votes = try votes(&resolver)
    let meanings = resolver.goldMeanings(in: labelSpace)
    var column = GoldColumn(classCount: labelSpace.classCount)
    for id in ids {
      column.append(row(of: id).flatMap { votes[$0] < 0 ? nil : meanings[Int(votes[$0])] })
    }
    return column
  }

  /// The classes of ids where documents have several, ascending, in the order of the ids; `nil`
  /// where they are not known.
  ///
  /// - Throws: ``LabelIOError`` for labels that are none of the classes, whether their ids are asked
  ///   for or not.
  package func labelSets(
    of ids: some Sequence<String>,
    in labelSpace: LabelSpace
  ) throws -> [[Int]?] {
    var resolver = ClassResolver(labelSpace: labelSpace, notation: .names, kind: .several)
    let votes = try votes(&resolver)
    let sets = resolver.goldSets(in: labelSpace)
    return ids.map { id in
      row(of: id).flatMap { votes[$0] < 0 ? nil : sets[Int(votes[$0])] }
    }
  }

  /// The classes that labels of several name beyond those of a label space, in order of first
  /// appearance.
  ///
  /// - Throws: ``LabelIOError`` for what is no label.
  package func severalClasses(beyond labelSpace: LabelSpace) throws -> [String] {
    var names = FieldTable()
    for (row, label) in labels.enumerated() {
      let parts = try StatementText.parts(of: label) { SourceLocation(path, line: lines[row]) }
      for part in parts where labelSpace.vote(for: part.name) == nil {
        let whole = LabelSpaceInference.wholeNumber(part.name)
        if whole.flatMap({ labelSpace.vote(for: $0) }) == nil {
          _ = names.index(adding: part.name)
        }
      }
    }
    return names.names
  }

  /// The classes that labels name beyond those of a label space, in order of first appearance.
  ///
  /// Where classes stand in a tree there are no others: a name is then that of a place in it.
  package func classes(beyond labelSpace: LabelSpace) -> [String] {
    guard labelSpace.groups.isEmpty else { return [] }
    var names = FieldTable()
    for text in labels where labelSpace.vote(for: text) == nil {
      let label = (text.utf8.first == UInt8(ascii: "{") ? JSONBallot.text(of: text) : nil) ?? text
      let written = BallotNotation.parts(of: label)
      let hasSigns = BallotNotation.hasSigns(label) && written.confidence == nil
      for name in hasSigns ? written.names : [label]
      where labelSpace.vote(for: name) == nil && !name.isExactly("-1") && !name.isEmpty {
        let whole = LabelSpaceInference.wholeNumber(name)
        if whole.map({ $0.isExactly("-1") || labelSpace.vote(for: $0) != nil }) != true {
          _ = names.index(adding: name)
        }
      }
    }
    return names.names
  }

  /// How probable it was that ids got their labels; 1 for ids without.
  package func inclusion(of ids: some Sequence<String>) -> [Double]? {
    inclusion.map { inclusion in ids.map { id in row(of: id).map { inclusion[$0] } ?? 1 } }
  }

  /// The class of each id of the table, known or provisional.
  func votes(_ resolver: inout ClassResolver) throws -> [Int16] {
    try labels.indices.map { row in
      let vote = try Array(labels[row].utf8).withUnsafeBufferPointer {
        try resolver.goldVote($0) { SourceLocation(path, line: lines[row]) }
      }
      return vote == ClassResolver.minusOne ? resolver.minusOneClass() : vote
    }
  }

  /// The position of an id in ``ids``.
  package func row(of id: String) -> Int? { rows[ExactString(id)] }
}
