internal import Glibc
internal import LabelingCore

/// The layout of a cached column: magic, votes of two bytes each, then their
/// number and the digest of all before it.
enum ColumnFile {
  static let magic = Array("WNCOL1\n\0".utf8)
  static let footerByteCount = 8 + 32

  /// The digest and count at the end of a column.
  static func footer(count: Int, digest: Digest) -> [UInt8] {
    withUnsafeBytes(of: UInt64(count).littleEndian) { Array($0) } + Array(digest.description.utf8)
  }
}

/// Writes a column beside its name; renamed when it is whole.
final class ColumnWriter {
  private let path: String
  private let partial: String
  private let file: Int32
  private var digest = Digest.Stream()
  private var buffer: [UInt8] = []
  private var count = 0
  private var isOpen: Bool

  /// Begins a column; a folder that cannot be written to makes it do nothing.
  init(path: String) {
    self.path = path
    partial = "\(path).partial-\(getpid())"
    file = open(partial, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    isOpen = file >= 0
    buffer = ColumnFile.magic
  }

  deinit { discard() }

  /// Appends votes in document order.
  func append(_ votes: ArraySlice<Int16>) {
    guard isOpen else { return }
    votes.withUnsafeBytes { buffer.append(contentsOf: $0) }
    count += votes.count
    if buffer.count > 1 << 16 { flush() }
  }

  /// Makes the column known. It needs no sync: a file that a power failure
  /// leaves behind damaged is told by its digest.
  func finish() {
    flush()
    guard isOpen else { return }
    buffer = ColumnFile.footer(count: count, digest: digest.digest)
    flush()
    guard isOpen else { return }
    isOpen = false
    close(file)
    if rename(partial, path) != 0 { unlink(partial) }
  }

  /// Gives the column up.
  func discard() {
    guard isOpen else { return }
    isOpen = false
    close(file)
    unlink(partial)
  }

  private func flush() {
    guard isOpen, !buffer.isEmpty else { return }
    let isWritten = buffer.withUnsafeBytes { bytes in
      digest.update(bytes)
      return write(file, bytes.baseAddress, bytes.count) == bytes.count
    }
    buffer.removeAll(keepingCapacity: true)
    // A full disk costs the cache, not the run.
    if !isWritten { discard() }
  }
}

/// Reads a column that was found whole.
final class ColumnReader {
  private let file: Int32
  private var buffer: [Int16] = []
  private var next = 0
  private var left: Int

  /// Opens a column and checks it from end to end.
  ///
  /// Fails for one that is missing or damaged. Its time of use is renewed.
  init?(path: String) {
    file = open(path, O_RDONLY | O_CLOEXEC)
    left = 0
    guard file >= 0 else { return nil }
    guard let count = Self.check(file) else { return nil }
    left = count
    _ = futimens(file, nil)
    lseek(file, off_t(ColumnFile.magic.count), SEEK_SET)
  }

  deinit { if file >= 0 { close(file) } }

  /// Reads the next votes.
  ///
  /// - Returns: `false` when there are fewer.
  func read(_ count: Int, into votes: inout ArraySlice<Int16>) -> Bool {
    var index = votes.startIndex
    let end = index + count
    while index < end {
      if next == buffer.count, !refill() { return false }
      let taken = min(end - index, buffer.count - next)
      for offset in 0..<taken { votes[index + offset] = buffer[next + offset] }
      next += taken
      index += taken
    }
    return true
  }

  private func refill() -> Bool {
    let wanted = min(left, 1 << 15)
    guard wanted > 0 else { return false }
    buffer = [Int16](unsafeUninitializedCapacity: wanted) { target, count in
      let bytes = UnsafeMutableRawBufferPointer(target)
      var filled = 0
      while filled < wanted * 2 {
        let got = Glibc.read(file, bytes.baseAddress.map { $0 + filled }, wanted * 2 - filled)
        if got <= 0 { break }
        filled += got
      }
      count = filled / 2
    }
    next = 0
    left -= buffer.count
    return !buffer.isEmpty
  }

  /// The number of votes, if the file is what was written.
  private static func check(_ file: Int32) -> Int? {
    var status = stat()
    guard fstat(file, &status) == 0 else { return nil }
    let bodyCount = Int(status.st_size) - ColumnFile.footerByteCount
    guard bodyCount >= ColumnFile.magic.count else { return nil }
    var digest = Digest.Stream()
    var chunk = [UInt8](repeating: 0, count: 1 << 18)
    var rest = bodyCount
    while rest > 0 {
      let got = Glibc.read(file, &chunk, min(chunk.count, rest))
      guard got > 0 else { return nil }
      if rest == bodyCount, !chunk.starts(with: ColumnFile.magic) { return nil }
      chunk.withUnsafeBytes { digest.update(UnsafeRawBufferPointer(rebasing: $0[..<got])) }
      rest -= got
    }
    let count = (bodyCount - ColumnFile.magic.count) / 2
    var footer = [UInt8](repeating: 0, count: ColumnFile.footerByteCount)
    guard Glibc.read(file, &footer, footer.count) == footer.count else { return nil }
    return footer == ColumnFile.footer(count: count, digest: digest.digest) ? count : nil
  }
}
