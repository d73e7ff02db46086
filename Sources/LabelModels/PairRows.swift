/// A row of one number per class for each pair of a voter and a class it votes for.
///
/// It is what models store: in a file each row names its voter and its class.
package struct PairRows: Codable, Sendable {
  /// Voter of each row; ascending.
  package private(set) var voters: [Int32]
  /// Class voted for of each row; ascending within a voter.
  package private(set) var classes: [Int32]
  /// The numbers.
  package var rows: ClassRows

  /// Creates rows of zeros for the pairs of a table.
  init(pairsOf table: PairTable) {
    voters = table.pairVoters
    classes = table.pairClasses
    rows = ClassRows(rowCount: table.pairCount, classCount: table.classCount)
  }

  /// The row of each of another table's pairs; `nil` for pairs that have none.
  func places(of table: PairTable) -> [Int?] {
    var places: [Int?] = []
    var row = 0
    for pair in 0..<table.pairCount {
      let wanted = (table.pairVoters[pair], table.pairClasses[pair])
      while row < voters.count, (voters[row], classes[row]) < wanted { row += 1 }
      places.append(
        row < voters.count && (voters[row], classes[row]) == wanted ? row : nil
      )
    }
    return places
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
    for row in voters.indices {
      guard (0..<Int32(voterCount)).contains(voters[row]),
        (0..<Int32(classCount)).contains(classes[row])
      else { return false }
      if row > 0, (voters[row - 1], classes[row - 1]) >= (voters[row], classes[row]) {
        return false
      }
    }
    return (voters.isEmpty || rows.classCount == classCount) && rows.values.allSatisfy(\.isFinite)
  }

  private struct Record: Codable {
    var voter: Int32
    var classIndex: Int32
    var values: [Double]

    enum CodingKeys: String, CodingKey {
      case voter
      case classIndex = "class"
      case values
    }
  }

  package init(from decoder: any Decoder) throws {
    let records = try [Record](from: decoder)
    voters = records.map(\.voter)
    classes = records.map(\.classIndex)
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
    let records = voters.indices.map {
      Record(voter: voters[$0], classIndex: classes[$0], values: Array(rows[row: $0]))
    }
    try records.encode(to: encoder)
  }
}
