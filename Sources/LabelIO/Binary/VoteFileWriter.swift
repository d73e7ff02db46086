package import ByteIO
package import LabelingCore

/// Writes a vote file, block by block.
///
/// A file is whole only after ``finish()``; readers refuse one without.
package struct VoteFileWriter {
  private let sink: any ByteSink
  private var idLengths: [UInt32] = []
  private var idBytes: [UInt8] = []
  /// Each voter's votes of the block.
  private var columns: [[Int16]]
  private var ballots: BallotIndexing
  /// Ballots that earlier blocks have.
  private var writtenBallotCount = 0
  private var blockCount: UInt32 = 0
  /// Rows appended so far.
  package private(set) var rowCount = 0

  /// Starts a file.
  ///
  /// - Parameters:
  ///   - manifest: What the votes are.
  ///   - sink: Takes the bytes of the file, in order; the caller finishes it.
  /// - Throws: What the sink throws.
  package init(manifest: VoteManifest, to sink: any ByteSink) throws {
    self.sink = sink
    ballots = BallotIndexing(classCount: manifest.classes.count)
    columns = [[Int16]](repeating: [], count: manifest.voters.count)
    let header = try VoteFileFormat.header(of: manifest, version: VoteFileFormat.version)
    try header.withUnsafeBytes { try sink.write($0) }
  }

  /// Says what the votes are for that come next; before that, they are for classes.
  package mutating func use(_ register: BallotRegister) { ballots.use(register) }

  /// Appends a document's votes, one per voter, −1 where it abstains.
  package mutating func append(id: String, votes: UnsafeBufferPointer<Int16>) throws {
    precondition(votes.count == columns.count, "a row has one vote per voter")
    try append(id: id)
    for (j, vote) in votes.enumerated() { append(vote, to: j) }
  }

  /// Appends a run of documents, a column of votes per voter.
  package mutating func append(
    ids: some Collection<String>,
    columns votes: [UnsafeBufferPointer<Int16>]
  ) throws {
    precondition(votes.count == columns.count, "there is a column per voter")
    precondition(votes.allSatisfy { $0.count == ids.count }, "a column has a vote per row")
    for (row, id) in ids.enumerated() {
      try append(id: id)
      for j in columns.indices { append(votes[j][row], to: j) }
    }
  }

  /// Writes what is left and the footer.
  ///
  /// - Throws: What the sink throws.
  package mutating func finish() throws {
    if !idLengths.isEmpty { try flush() }
    let footer = VoteFileFormat.footer(blockCount: blockCount, rowCount: rowCount)
    try footer.withUnsafeBytes { try sink.write($0) }
  }

  private mutating func append(id: String) throws {
    if idLengths.count == VoteFileFormat.blockRowCount { try flush() }
    let start = idBytes.count
    idBytes.append(contentsOf: id.utf8)
    idLengths.append(UInt32(idBytes.count - start))
    rowCount += 1
  }

  @inline(__always)
  private mutating func append(_ vote: Int16, to j: Int) {
    columns[j].append(ballots.index(of: vote))
  }

  private mutating func flush() throws {
    var head = VoteFileFormat.blockTag
    VoteFileFormat.append(blockCount, to: &head)
    VoteFileFormat.append(UInt32(idLengths.count), to: &head)
    VoteFileFormat.append(UInt32(idBytes.count), to: &head)
    VoteFileFormat.append(VoteFileFormat.checksum(head), to: &head)
    try head.withUnsafeBytes { try sink.write($0) }
    let voteSize = VoteFileFormat.voteSize(ballotCount: ballots.written.count)
    let newBallots = try VoteFileFormat.encoded(
      ballots.written.others.dropFirst(writtenBallotCount)
    )
    writtenBallotCount = ballots.written.others.count
    var payload: [UInt8] = []
    payload.reserveCapacity(
      idLengths.count * (4 + columns.count * voteSize) + idBytes.count + newBallots.count + 12
    )
    VoteFileFormat.append(UInt32(newBallots.count), to: &payload)
    payload += newBallots
    for length in idLengths { VoteFileFormat.append(length, to: &payload) }
    payload.append(contentsOf: idBytes)
    for j in columns.indices {
      VoteFileFormat.append(columns[j][...], size: voteSize, to: &payload)
      columns[j].removeAll(keepingCapacity: true)
    }
    VoteFileFormat.append(VoteFileFormat.checksum(payload), to: &payload)
    try payload.withUnsafeBytes { try sink.write($0) }
    idLengths.removeAll(keepingCapacity: true)
    idBytes.removeAll(keepingCapacity: true)
    blockCount += 1
  }
}
