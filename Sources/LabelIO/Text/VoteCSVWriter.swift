package import ByteIO
internal import CSVText
package import LabelingCore

/// Writes a wide table of votes as CSV: a column of ids and one per voter.
///
/// A cell is written as ``BallotNotation`` says, or ``StatementNotation`` where documents have
/// several classes; an empty one abstains.
package struct VoteCSVWriter {
  private static let flushSize = 1 << 16

  private let sink: any ByteSink
  private let labelSpace: LabelSpace
  private let voterCount: Int
  private let path: String
  /// Index of the class that is called like silence in tables without an empty cell, or −2.
  private let minusOne: Int16
  private var ballots: BallotRegister
  /// The text of each ballot.
  private var texts: [String]
  private var hasEmptyCell = false
  private var hasMinusOne = false
  private var encoder: CSVEncoder
  private var buffer: [UInt8] = []

  /// Starts a file with its header.
  ///
  /// - Parameters:
  ///   - voters: Names of the voters; none of them is the name of the ids.
  ///   - labelSpace: The classes.
  ///   - kind: How many classes a document has.
  ///   - idColumn: Name of the column of ids.
  ///   - escapesFormulas: Whether what a spreadsheet would compute gets an apostrophe.
  ///   - isTabSeparated: Whether tabs stand between the fields.
  ///   - path: Where the file goes, for messages.
  ///   - sink: Takes the bytes of the file, in order; the caller finishes it.
  package init(
    voters: [String],
    labelSpace: LabelSpace,
    kind: LabelKind = .one,
    idColumn: String = "id",
    escapesFormulas: Bool = false,
    isTabSeparated: Bool = false,
    path: String = "-",
    to sink: any ByteSink
  ) {
    self.sink = sink
    encoder = CSVEncoder(
      separator: isTabSeparated ? 0x09 : UInt8(ascii: ","),
      escapesFormulas: escapesFormulas
    )
    self.labelSpace = labelSpace
    voterCount = voters.count
    self.path = path
    minusOne = labelSpace.vote(for: "-1")?.rawValue ?? -2
    let ballots = BallotRegister(classCount: labelSpace.classCount, kind: kind)
    texts = (0..<ballots.count).map { ballots.text(of: $0, in: labelSpace) }
    self.ballots = ballots
    encoder.append(idColumn, to: &buffer)
    for name in voters { encoder.append(name, to: &buffer) }
    encoder.endRecord(&buffer)
  }

  /// Says what the votes are for that come next; before that, they are for classes.
  package mutating func use(_ register: BallotRegister) {
    for index in ballots.count..<max(ballots.count, register.count) {
      texts.append(register.text(of: index, in: labelSpace))
    }
    ballots = register
  }

  /// Appends a document's votes, one per voter, −1 where it abstains.
  ///
  /// - Throws: What the sink throws.
  package mutating func append(id: String, votes: UnsafeBufferPointer<Int16>) throws {
    precondition(votes.count == voterCount, "a row has one vote per voter")
    encoder.append(id, to: &buffer)
    for vote in votes {
      if vote < 0 { hasEmptyCell = true } else if vote == minusOne { hasMinusOne = true }
      encoder.append(vote < 0 ? "" : texts[Int(vote)], to: &buffer)
    }
    encoder.endRecord(&buffer)
    if buffer.count >= Self.flushSize { try flush() }
  }

  /// Writes what is left.
  ///
  /// - Throws: ``LabelIOError/unreadableClass(path:)`` for votes that would be read as silence, and
  ///   what the sink throws.
  package mutating func finish() throws {
    if hasMinusOne, !hasEmptyCell { throw LabelIOError.unreadableClass(path: path) }
    try flush()
  }

  private mutating func flush() throws {
    try sink.drain(&buffer)
  }
}
