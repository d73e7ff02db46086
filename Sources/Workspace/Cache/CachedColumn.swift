internal import ByteIO
package import LabelIO
package import LabelingCore
internal import Platform

/// Writes a column of the cache next to its name; renamed when it is whole.
package final class CachedColumn {
  private let path: String
  private let manifest: VoteManifest
  private var ballots: BallotIndexing
  private var hasBallots = false
  private var file: PartialFile?
  private var writer: VoteColumnWriter?

  /// Begins a column; a folder that cannot be written to makes it do nothing.
  ///
  /// - Parameters:
  ///   - path: Where the column goes.
  ///   - manifest: What its votes are; of one voter.
  package init(path: String, _ manifest: VoteManifest) {
    self.path = path
    self.manifest = manifest
    ballots = BallotIndexing(classCount: manifest.classes.count)
    file = PartialFile(beside: path)
    writer = file.flatMap { try? VoteColumnWriter(manifest: manifest, to: $0) }
  }

  /// Appends votes in document order.
  ///
  /// - Parameters:
  ///   - votes: Indices of ballots; −1 abstains.
  ///   - register: The ballots; `nil` where votes are for classes.
  package func append(_ votes: ArraySlice<Int16>, of register: BallotRegister? = nil) {
    // A full disk costs the cache, not the run.
    do {
      guard let register, !register.isPlain, !votes.allSatisfy(ballots.isPlain) || hasBallots
      else {
        try writer?.append(votes)
        return
      }
      if !hasBallots { try makeRoomForBallots() }
      ballots.use(register)
      let indices = votes.map { ballots.index(of: $0) }
      try writer?.append(indices[...])
    } catch {
      discard()
    }
  }

  /// Begins again in a file whose votes may be for any ballot, with the votes so far.
  private func makeRoomForBallots() throws {
    guard let writer, let file else { return }
    let votes = try writer.votes { try FileSystem.contents(of: file.path) }
    hasBallots = true
    self.file = PartialFile(beside: path)
    self.writer = try self.file.map {
      try VoteColumnWriter(manifest: manifest, hasBallots: true, to: $0)
    }
    try self.writer?.append(votes[...])
  }

  /// Makes the column known.
  ///
  /// It needs no sync: checksums tell a file that a power failure has damaged.
  package func finish() { finishApart()?.move(to: path) }

  /// Makes the column whole without giving it its name.
  ///
  /// - Returns: The file, which goes with its last reference; `nil` when it could not be written.
  func finishApart() -> PartialFile? {
    guard let writer else { return nil }
    do { try writer.finish(ballots.written.others) } catch { discard() }
    defer { discard() }
    return file
  }

  /// Gives the column up.
  package func discard() {
    writer = nil
    file = nil
  }
}
