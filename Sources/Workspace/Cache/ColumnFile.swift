internal import Glibc
internal import LabelingCore

/// The layout of a cached column: magic with the width of a vote, the votes,
/// then their number and the digest of all before it.
enum ColumnFile {
  static let footerByteCount = 8 + 32

  /// Bytes of a vote for a task of this many classes.
  static func voteByteCount(classCount: Int) -> Int { classCount <= Int(Int8.max) ? 1 : 2 }

  /// The first bytes of a column.
  static func magic(voteByteCount: Int) -> [UInt8] {
    Array("WNCOL1\n".utf8) + [UInt8(voteByteCount)]
  }

  /// The digest and count at the end of a column.
  static func footer(count: Int, digest: Digest) -> [UInt8] {
    withUnsafeBytes(of: UInt64(count).littleEndian) { Array($0) } + Array(digest.description.utf8)
  }
}

/// Writes a column next to its name; renamed when it is whole.
package final class ColumnWriter {
  private let path: String
  private var file: PartialFile?
  private var digest = Digest.Stream()
  private var buffer: [UInt8] = []
  private var count = 0
  private let voteByteCount: Int

  /// Begins a column; a folder that cannot be written to makes it do nothing.
  package init(path: String, voteByteCount: Int) {
    self.path = path
    self.voteByteCount = voteByteCount
    file = PartialFile(beside: path)
    buffer = ColumnFile.magic(voteByteCount: voteByteCount)
  }

  /// Appends votes in document order.
  package func append(_ votes: ArraySlice<Int16>) {
    guard file != nil else { return }
    if voteByteCount == 1 {
      for vote in votes { buffer.append(UInt8(truncatingIfNeeded: vote)) }
    } else {
      votes.withUnsafeBytes { buffer.append(contentsOf: $0) }
    }
    count += votes.count
    if buffer.count > 1 << 16 { flush() }
  }

  /// Makes the column known.
  ///
  /// It needs no sync: a file that a power failure
  /// leaves behind damaged is told by its digest.
  package func finish() {
    finishApart()?.move(to: path)
  }

  /// Makes the column whole without giving it its name.
  ///
  /// - Returns: The file, which goes with its last reference; `nil` when it could not be written.
  func finishApart() -> PartialFile? {
    flush()
    buffer = ColumnFile.footer(count: count, digest: digest.digest)
    flush()
    defer { file = nil }
    return file
  }

  /// Gives the column up.
  package func discard() { file = nil }

  private func flush() {
    guard let file, !buffer.isEmpty else { return }
    let isWritten = buffer.withUnsafeBytes { bytes in
      digest.update(bytes)
      return write(file.descriptor, bytes.baseAddress, bytes.count) == bytes.count
    }
    buffer.removeAll(keepingCapacity: true)
    // A full disk costs the cache, not the run.
    if !isWritten { discard() }
  }
}

/// Reads a column that was found whole.
package final class ColumnReader {
  private let file: Int32
  private let voteByteCount: Int
  private var buffer: [UInt8] = []
  private var next = 0
  /// Bytes of votes that have not been read into the buffer.
  private var left: Int

  /// Opens a column and checks it from end to end.
  ///
  /// Fails for one that is missing or damaged. Its time of use is renewed.
  package init?(path: String, voteByteCount: Int) {
    self.voteByteCount = voteByteCount
    file = open(path, O_RDONLY | O_CLOEXEC)
    left = 0
    let magic = ColumnFile.magic(voteByteCount: voteByteCount)
    guard file >= 0, let byteCount = Self.check(file, magic, voteByteCount) else { return nil }
    left = byteCount
    _ = futimens(file, nil)
    lseek(file, off_t(magic.count), SEEK_SET)
  }

  deinit { if file >= 0 { close(file) } }

  /// Reads the next votes.
  ///
  /// - Returns: `false` when there are fewer.
  package func read(_ count: Int, into votes: inout ArraySlice<Int16>) -> Bool {
    var index = votes.startIndex
    let end = index + count
    while index < end {
      if next == buffer.count, !refill() { return false }
      let taken = min(end - index, (buffer.count - next) / voteByteCount)
      guard taken > 0 else { return false }
      if voteByteCount == 1 {
        for offset in 0..<taken {
          votes[index + offset] = Int16(Int8(bitPattern: buffer[next + offset]))
        }
      } else {
        votes.withUnsafeMutableBytes { target in
          let start = (index - end + count) * 2
          for offset in 0..<(taken * 2) { target[start + offset] = buffer[next + offset] }
        }
      }
      next += taken * voteByteCount
      index += taken
    }
    return true
  }

  private func refill() -> Bool {
    let wanted = min(left, 1 << 15)
    guard wanted > 0 else { return false }
    buffer = [UInt8](unsafeUninitializedCapacity: wanted) { target, count in
      while count < wanted {
        let got = Glibc.read(file, target.baseAddress.map { $0 + count }, wanted - count)
        if got <= 0 { break }
        count += got
      }
    }
    next = 0
    left -= buffer.count
    return !buffer.isEmpty
  }

  /// The number of bytes of votes, if the file is what was written.
  private static func check(_ file: Int32, _ magic: [UInt8], _ voteByteCount: Int) -> Int? {
    var status = stat()
    guard fstat(file, &status) == 0 else { return nil }
    let bodyCount = Int(status.st_size) - ColumnFile.footerByteCount
    guard bodyCount >= magic.count else { return nil }
    var digest = Digest.Stream()
    var chunk = [UInt8](repeating: 0, count: 1 << 18)
    var rest = bodyCount
    while rest > 0 {
      let got = Glibc.read(file, &chunk, min(chunk.count, rest))
      guard got > 0 else { return nil }
      if rest == bodyCount, !chunk.starts(with: magic) { return nil }
      chunk.withUnsafeBytes { digest.update(UnsafeRawBufferPointer(rebasing: $0[..<got])) }
      rest -= got
    }
    let byteCount = bodyCount - magic.count
    let count = byteCount / voteByteCount
    var footer = [UInt8](repeating: 0, count: ColumnFile.footerByteCount)
    guard Glibc.read(file, &footer, footer.count) == footer.count else { return nil }
    return footer == ColumnFile.footer(count: count, digest: digest.digest) ? byteCount : nil
  }
}
