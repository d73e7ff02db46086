internal import ByteIO

/// The part of a source that is in memory: a buffer that moves along.
///
/// A struct, as its fields are read for each record, and those of a class are
/// checked for exclusive access each time.
struct InputWindow: ~Copyable {
  private let source: (any ByteSource)?
  private var storage: UnsafeMutableRawBufferPointer
  /// Offset of the first byte that has not been consumed.
  var start = 0
  /// Offset behind the last byte read.
  private(set) var end = 0
  /// Whether nothing follows the bytes in the window.
  private(set) var isFinal = false
  /// Bytes from some record's start up to here are valid UTF-8.
  private var validated = 0

  private static var longByteCount: Int { 1 << 18 }

  init(_ source: any ByteSource, byteCount: Int = 1 << 18) {
    self.source = source
    storage = .allocate(byteCount: byteCount, alignment: 64)
  }

  /// A window on bytes that are all in memory and outlive it.
  init(borrowing bytes: UnsafeMutableRawBufferPointer) {
    source = nil
    storage = bytes
    end = bytes.count
    isFinal = true
  }

  deinit { if source != nil { storage.deallocate() } }

  /// All bytes in the window, consumed ones included; valid until ``fill()``.
  var bytes: UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(
      start: UnsafeRawPointer(storage.baseAddress)?.assumingMemoryBound(to: UInt8.self),
      count: end
    )
  }

  /// Number of bytes not yet consumed.
  var unreadByteCount: Int { end - start }

  /// The bytes not yet consumed.
  var unread: [UInt8] { Array(bytes[start..<end]) }

  /// Reads more; what is not consumed moves to the front of the window.
  mutating func fill() throws(CorpusError) {
    guard !isFinal, let source else { return }
    if start > 0, let base = storage.baseAddress {
      base.copyMemory(from: base + start, byteCount: end - start)
      end -= start
      validated = max(0, validated - start)
      start = 0
    }
    // A decoder needs room for a whole character.
    if storage.count - end < max(64, end / 2) {
      let larger = UnsafeMutableRawBufferPointer.allocate(
        byteCount: storage.count * 2,
        alignment: 64
      )
      larger.copyMemory(from: UnsafeRawBufferPointer(storage))
      storage.deallocate()
      storage = larger
    }
    // A record that has grown long is scanned again after each fill, so it should
    // double in size in between, also where a pipe gives a little at a time.
    let wanted = end < Self.longByteCount ? end + 1 : min(2 * end, storage.count)
    repeat {
      let room = UnsafeMutableRawBufferPointer(rebasing: storage[end...])
      let count = try CorpusError.wrapping { () throws(ByteError) in try source.read(into: room) }
      isFinal = count == 0
      end += count
    } while !isFinal && end < wanted
  }

  /// The offset of the first byte in a range that is not valid UTF-8.
  ///
  /// The range must end at the end of a character, as records do. What lies
  /// behind it is looked at too, so that the check runs over long stretches.
  mutating func firstInvalid(in range: Range<Int>) -> Int? {
    if range.upperBound <= validated { return nil }
    validated = UTF8Check.validPrefix(of: bytes, from: max(validated, range.lowerBound))
    return validated < range.upperBound ? validated : nil
  }
}
