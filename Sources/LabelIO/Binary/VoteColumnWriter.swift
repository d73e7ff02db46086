package import ByteIO
internal import CXXHash
package import LabelingCore

/// Writes a flat vote file of one voter, as its votes come.
///
/// A file is whole only after ``finish(_:)``; readers refuse one without.
package final class VoteColumnWriter {
  private static let bufferByteCount = 1 << 16

  private let sink: any ByteSink
  private let hasBallots: Bool
  private let voteSize: Int
  private let headerByteCount: Int
  private let checksum: VoteFileFormat.ChecksumStream
  private var buffer: [UInt8] = []
  /// Votes appended so far.
  package private(set) var count = 0

  /// Starts a file.
  ///
  /// - Parameters:
  ///   - manifest: What the votes are; of one voter.
  ///   - hasBallots: Whether votes may be for other ballots than classes.
  ///   - sink: Takes the bytes of the file, in order; the caller finishes it.
  /// - Throws: What the sink throws.
  package init(manifest: VoteManifest, hasBallots: Bool = false, to sink: any ByteSink) throws {
    precondition(manifest.voters.count == 1, "a column is of one voter")
    self.sink = sink
    self.hasBallots = hasBallots
    voteSize = hasBallots ? 2 : VoteFileFormat.voteSize(ballotCount: manifest.classes.count)
    checksum = VoteFileFormat.ChecksumStream()
    let header = try VoteFileFormat.header(
      of: manifest,
      version: hasBallots ? VoteFileFormat.flatBallotVersion : VoteFileFormat.flatVersion
    )
    headerByteCount = header.count
    try header.withUnsafeBytes { try sink.write($0) }
  }

  /// Appends votes in document order, indices of ballots or −1.
  package func append(_ votes: ArraySlice<Int16>) throws {
    VoteFileFormat.append(votes, size: voteSize, to: &buffer)
    count += votes.count
    if buffer.count > Self.bufferByteCount { try flush() }
  }

  /// The votes of a file that was written up to here.
  ///
  /// - Parameter contents: All bytes of the file, of which it has to have them all: those in the
  ///   buffer are handed over first.
  /// - Returns: The votes so far.
  /// - Throws: What the sink throws.
  package func votes(in contents: () throws -> [UInt8]) throws -> [Int16] {
    try flush()
    let bytes = try contents()[headerByteCount...]
    return (0..<count).map { place in
      voteSize == 1
        ? Int16(Int8(bitPattern: bytes[bytes.startIndex + place]))
        : VoteFileFormat.number(bytes, at: place * 2, as: Int16.self)
    }
  }

  /// Writes what is left, the checksum, the ballots and the footer.
  ///
  /// - Parameter ballots: The ballots behind the classes, where there may be any.
  /// - Throws: What the sink throws.
  package func finish(_ ballots: [BallotRecord] = []) throws {
    precondition(hasBallots || ballots.isEmpty, "the header says whether there are ballots")
    try flush()
    VoteFileFormat.append(checksum.value, to: &buffer)
    if hasBallots {
      var part = try VoteFileFormat.encoded(ballots)
      VoteFileFormat.append(UInt64(part.count), to: &part)
      VoteFileFormat.append(VoteFileFormat.checksum(part), to: &part)
      buffer += part
    }
    buffer += VoteFileFormat.footer(blockCount: 0, rowCount: count)
    try sink.drain(&buffer)
  }

  private func flush() throws {
    buffer.withUnsafeBytes { checksum.update($0) }
    try sink.drain(&buffer)
  }
}
