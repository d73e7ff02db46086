internal import ByteIO
package import LabelIO
internal import LabelingCore

/// Writes a column of the cache next to its name; renamed when it is whole.
package final class CachedColumn {
  private let path: String
  private var file: PartialFile?
  private var writer: VoteColumnWriter?

  /// Begins a column; a folder that cannot be written to makes it do nothing.
  ///
  /// - Parameters:
  ///   - path: Where the column goes.
  ///   - manifest: What its votes are; of one voter.
  package init(path: String, _ manifest: VoteManifest) {
    self.path = path
    file = PartialFile(beside: path)
    writer = file.flatMap { try? VoteColumnWriter(manifest: manifest, to: $0) }
  }

  /// Appends votes in document order.
  package func append(_ votes: ArraySlice<Int16>) {
    // A full disk costs the cache, not the run.
    do { try writer?.append(votes) } catch { discard() }
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
    do { try writer.finish() } catch { discard() }
    defer { discard() }
    return file
  }

  /// Gives the column up.
  package func discard() {
    writer = nil
    file = nil
  }
}
