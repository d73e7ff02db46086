package import ByteIO

/// Writes a vote file, block by block.
///
/// A file is whole only after ``finish()``; readers refuse one without.
package struct VoteFileWriter {
  private let sink: any ByteSink
  private let voteSize: Int
  private let classCount: Int
  private var idLengths: [UInt32] = []
  private var idBytes: [UInt8] = []
  /// Bytes of each voter's votes of the block.
  private var columns: [[UInt8]]
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
    classCount = manifest.classes.count
    voteSize = VoteFileFormat.voteSize(classCount: classCount)
    columns = [[UInt8]](repeating: [], count: manifest.voters.count)
    let header = try VoteFileFormat.header(of: manifest, version: VoteFileFormat.version)
    try header.withUnsafeBytes { try sink.write($0) }
  }

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
    precondition(vote >= -1 && Int(vote) < classCount, "a vote is for a class, or −1")
    if voteSize == 1 {
      columns[j].append(UInt8(bitPattern: Int8(vote)))
    } else {
      VoteFileFormat.append(vote, to: &columns[j])
    }
  }

  private mutating func flush() throws {
    var head = VoteFileFormat.blockTag
    VoteFileFormat.append(blockCount, to: &head)
    VoteFileFormat.append(UInt32(idLengths.count), to: &head)
    VoteFileFormat.append(UInt32(idBytes.count), to: &head)
    VoteFileFormat.append(VoteFileFormat.checksum(head), to: &head)
    try head.withUnsafeBytes { try sink.write($0) }
    var payload: [UInt8] = []
    payload.reserveCapacity(
      idLengths.count * (4 + columns.count * voteSize) + idBytes.count + MemoryLayout<UInt64>.size
    )
    for length in idLengths { VoteFileFormat.append(length, to: &payload) }
    payload.append(contentsOf: idBytes)
    for j in columns.indices {
      payload.append(contentsOf: columns[j])
      columns[j].removeAll(keepingCapacity: true)
    }
    VoteFileFormat.append(VoteFileFormat.checksum(payload), to: &payload)
    try payload.withUnsafeBytes { try sink.write($0) }
    idLengths.removeAll(keepingCapacity: true)
    idBytes.removeAll(keepingCapacity: true)
    blockCount += 1
  }
}
