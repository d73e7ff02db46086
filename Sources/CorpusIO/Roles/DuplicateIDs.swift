internal import CXXHash
package import LabelingCore

/// Finds identifiers that occur more than once, in eight bytes a document.
///
/// ```
/// var ids = DuplicateIDs()
/// for id in … { ids.add(id) }             // first pass
/// var confirmation = ids.suspects()       // compares once
/// if !confirmation.isEmpty {
///   for id in … { confirmation.add(id, at: place) }   // read again
///   report(confirmation.duplicates)
/// }
/// ```
/// Only 64-bit hashes are kept, so two different identifiers may look alike:
/// the second pass compares the identifiers themselves.
package struct DuplicateIDs: Sendable {
  private var hashes: [UInt64] = []

  /// Starts without identifiers.
  package init() {}

  /// Adds the identifiers of a batch.
  package mutating func add(_ ids: [DocumentBatch.Slice], of batch: borrowing DocumentBatch) {
    batch.bytes.withUnsafeBufferPointer { bytes in
      for id in ids { hashes.append(Self.hash(UnsafeBufferPointer(rebasing: bytes[id.range]))) }
    }
  }

  /// Adds one identifier.
  package mutating func add(_ id: String) {
    var id = id
    hashes.append(id.withUTF8 { Self.hash($0) })
  }

  /// What has to be confirmed by reading the identifiers again.
  ///
  /// Hashes are dealt into parts by their upper bits, and each part goes through
  /// a table that fits the processor's cache.
  /// - Complexity: O(*n*) expected; for a moment it holds the hashes twice.
  package consuming func suspects() -> Confirmation {
    let (parts, starts) = Self.dealt(hashes)
    hashes = []
    var suspects: Set<UInt64> = []
    var table: [UInt64] = []
    for (start, end) in zip(starts, starts.dropFirst()) {
      Self.collectRepeated(parts[start..<end], &table, into: &suspects)
    }
    return Confirmation(suspects: suspects)
  }

  /// The hashes in parts of about a thousand, and where the parts begin.
  private static func dealt(_ hashes: [UInt64]) -> (parts: [UInt64], starts: [Int]) {
    let bits = max(1, Int.bitWidth - (hashes.count / 1024).leadingZeroBitCount)
    let shift = UInt64(64 - bits)
    var starts = [Int](repeating: 0, count: 1 << bits + 1)
    for hash in hashes { starts[Int(hash >> shift) + 1] += 1 }
    for part in 1..<starts.count { starts[part] += starts[part - 1] }
    var next = starts
    let parts = [UInt64](unsafeUninitializedCapacity: hashes.count) { room, count in
      for hash in hashes {
        let part = Int(hash >> shift)
        room[next[part]] = hash
        next[part] += 1
      }
      count = hashes.count
    }
    return (parts, starts)
  }

  /// Finds the hashes that occur more than once; `table` is memory to be used again.
  private static func collectRepeated(
    _ part: ArraySlice<UInt64>,
    _ table: inout [UInt64],
    into suspects: inout Set<UInt64>
  ) {
    var capacity = 16
    while capacity < 2 * part.count { capacity *= 2 }
    if table.count != capacity {
      table = [UInt64](repeating: 0, count: capacity)
    } else {
      for slot in table.indices { table[slot] = 0 }
    }
    var zeroCount = 0
    for hash in part {
      // A free slot holds 0.
      if hash == 0 {
        zeroCount += 1
        if zeroCount > 1 { suspects.insert(hash) }
        continue
      }
      var slot = Int(truncatingIfNeeded: hash) & (capacity - 1)
      while table[slot] != 0, table[slot] != hash { slot = (slot + 1) & (capacity - 1) }
      if table[slot] == hash { suspects.insert(hash) } else { table[slot] = hash }
    }
  }

  static func hash(_ id: UnsafeBufferPointer<UInt8>) -> UInt64 {
    winnow_hash64(id.baseAddress, id.count)
  }
}
