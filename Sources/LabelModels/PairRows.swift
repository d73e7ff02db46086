internal import LabelingCore

/// A row of one number per class for each pair of a voter and a ballot it casts.
///
/// It is what models store: in a file each row names its voter and the class or classes of its
/// ballot, by index, and the level of confidence where it has one.
package struct PairRows: Codable, Sendable {
  /// What a row is about; in the order of a table's pairs.
  package struct Key: Hashable, Comparable, Sendable {
    /// Index of the voter.
    package var voter: Int
    /// The classes that the ballot speaks for, ascending.
    package var classes: [Int]
    /// The level of confidence; −1 without one.
    package var level: Int

    package static func < (left: Key, right: Key) -> Bool {
      if left.voter != right.voter { return left.voter < right.voter }
      if left.isPlain != right.isPlain { return left.isPlain }
      if left.classes.count != right.classes.count {
        return left.classes.count < right.classes.count
      }
      if left.classes != right.classes {
        return left.classes.lexicographicallyPrecedes(right.classes)
      }
      return left.level < right.level
    }

    /// Whether the ballot is a single class without a level.
    package var isPlain: Bool { classes.count == 1 && level < 0 }
  }

  /// What each row is about; ascending.
  package let keys: [Key]
  /// The numbers.
  package var rows: ClassRows

  /// Creates rows of zeros for the pairs of a table.
  init(pairsOf table: PairTable) {
    keys = Self.keys(of: table)
    rows = ClassRows(rowCount: table.pairCount, classCount: table.classCount)
  }

  /// Wraps rows; their keys are ascending.
  init(keys: [Key], rows: ClassRows) {
    precondition(keys.count == rows.rowCount, "a key per row")
    self.keys = keys
    self.rows = rows
  }

  private static func keys(of table: PairTable) -> [Key] {
    (0..<table.pairCount).map { pair in
      Key(
        voter: Int(table.pairVoters[pair]),
        classes: table.classes(ofPair: pair),
        level: Int(table.pairLevels[pair])
      )
    }
  }

  /// The row of each of another table's pairs; `nil` for pairs that have none.
  func places(of table: PairTable) -> [Int?] {
    var row = 0
    return Self.keys(of: table).map { wanted in
      while row < keys.count, keys[row] < wanted { row += 1 }
      return row < keys.count && keys[row] == wanted ? row : nil
    }
  }

  /// Log likelihoods of another table's votes; a vote never given while fitting says nothing.
  func logarithms(for table: PairTable) -> ClassRows {
    var logarithms = ClassRows(rowCount: table.pairCount, classCount: table.classCount)
    for (pair, place) in places(of: table).enumerated() {
      guard let place else { continue }
      for y in 0..<table.classCount {
        logarithms[pair, y] = AdditiveScores.logarithm(rows[place, y])
      }
    }
    return logarithms
  }

  /// Whether all rows are of such voters and classes, in order, and hold finite numbers.
  func fits(voterCount: Int, classCount: Int) -> Bool {
    for (row, key) in keys.enumerated() {
      guard (0..<voterCount).contains(key.voter), key.level < BallotList.mostLevels,
        !key.classes.isEmpty, key.classes.count < max(classCount, 2),
        key.classes.allSatisfy({ (0..<classCount).contains($0) }),
        zip(key.classes, key.classes.dropFirst()).allSatisfy({ $0 < $1 })
      else { return false }
      if row > 0, keys[row - 1] >= key { return false }
    }
    return (keys.isEmpty || rows.classCount == classCount) && rows.values.allSatisfy(\.isFinite)
  }

  private struct Record: Codable {
    var voter: Int
    var classIndex: Int?
    var classes: [Int]?
    var level: Int?
    var values: [Double]

    enum CodingKeys: String, CodingKey {
      case voter
      case classIndex = "class"
      case classes
      case level
      case values
    }
  }

  package init(from decoder: any Decoder) throws {
    let records = try [Record](from: decoder)
    keys = records.map { record in
      Key(
        voter: record.voter,
        classes: record.classIndex.map { [$0] } ?? record.classes ?? [],
        level: record.level ?? -1
      )
    }
    let classCount = records.first?.values.count ?? 1
    rows = ClassRows(rowCount: records.count, classCount: classCount)
    for (row, record) in records.enumerated() {
      guard record.values.count == classCount else {
        throw DecodingError.dataCorrupted(
          DecodingError.Context(
            codingPath: decoder.codingPath,
            debugDescription: "rows have different numbers of classes"
          )
        )
      }
      for (y, value) in record.values.enumerated() { rows[row, y] = value }
    }
  }

  package func encode(to encoder: any Encoder) throws {
    let records = keys.enumerated().map { row, key in
      Record(
        voter: key.voter,
        classIndex: key.classes.count == 1 ? key.classes[0] : nil,
        classes: key.classes.count == 1 ? nil : key.classes,
        level: key.level < 0 ? nil : key.level,
        values: Array(rows[row: row])
      )
    }
    try records.encode(to: encoder)
  }
}
