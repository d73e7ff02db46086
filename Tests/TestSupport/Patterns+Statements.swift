package import LabelingCore

extension Patterns {
  /// Rows of statements of several classes a document: class *c* is present as *c*, absent as *k* +
  /// *c*; classes are named by their indices.
  ///
  /// - Parameters:
  ///   - rows: The voters and statements of each document, in any order.
  ///   - voterCount: Number of voters, named `f0`, `f1` and so on.
  ///   - classCount: The number of classes.
  ///   - gold: The classes of each document, `nil` where unknown.
  /// - Returns: The patterns.
  package static func of(
    statements rows: [[(voter: Int, statement: Int)]],
    voterCount: Int,
    classCount: Int,
    gold: [[Int]?]? = nil
  ) -> VotePatterns {
    let cast = rows.map { row in
      (0..<voterCount).map { voter in
        Set(row.filter { $0.voter == voter }.map(\.statement)).sorted()
      }
    }
    let ballots = BallotList(
      classCount: classCount,
      statements: cast.joined().filter { !$0.isEmpty }
    )
    let places = Dictionary(uniqueKeysWithValues: ballots.sets.enumerated().map { ($1, $0) })
    var builder = VotePatterns.Builder(
      voters: (0..<voterCount).map { "f\($0)" },
      labelSpace: .numbered(classCount),
      ballots: ballots
    )
    for row in cast {
      row.map { Int16(places[$0] ?? -1) }.withUnsafeBufferPointer { builder.append($0) }
    }
    return builder.finish()
      .attaching(goldSets: gold ?? rows.map { _ in nil }).patterns
  }
}
