package import ByteIO
internal import CXXHash
internal import LabelingCore

/// Writes a flat vote file of one voter, as its votes come.
///
/// A file is whole only after ``finish()``; readers refuse one without.
package final class VoteColumnWriter {
  private static let bufferByteCount = 1 << 16

  private let sink: any ByteSink
  private let voteSize: Int
  private let checksum: VoteFileFormat.ChecksumStream
  private var buffer: [UInt8] = []
  /// Votes appended so far.
  package private(set) var count = 0

  /// Starts a file.
  ///
  /// - Parameters:
  ///   - manifest: What the votes are; of one voter.
  ///   - sink: Takes the bytes of the file, in order; the caller finishes it.
  /// - Throws: What the sink throws.
  package init(manifest: VoteManifest, to sink: any ByteSink) throws {
    precondition(manifest.voters.count == 1, "a column is of one voter")
    self.sink = sink
    voteSize = VoteFileFormat.voteSize(classCount: manifest.classes.count)
    checksum = VoteFileFormat.ChecksumStream()
    let header = try VoteFileFormat.header(of: manifest, version: VoteFileFormat.flatVersion)
    try header.withUnsafeBytes { try sink.write($0) }
  }

  /// Appends votes in document order, class indices or −1.
  package func append(_ votes: ArraySlice<Int16>) throws {
    if voteSize == 1 {
      for vote in votes { buffer.append(UInt8(truncatingIfNeeded: vote)) }
    } else {
      for vote in votes { VoteFileFormat.append(vote, to: &buffer) }
    }
    count += votes.count
    if buffer.count > Self.bufferByteCount { try flush() }
  }

  /// Writes what is left, the checksum and the footer.
  ///
  /// - Throws: What the sink throws.
  package func finish() throws {
    try flush()
    VoteFileFormat.append(checksum.value, to: &buffer)
    buffer += VoteFileFormat.footer(blockCount: 0, rowCount: count)
    try sink.drain(&buffer)
  }

  private func flush() throws {
    buffer.withUnsafeBytes { checksum.update($0) }
    try sink.drain(&buffer)
  }
}
