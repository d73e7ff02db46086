internal import CXXHash
package import LabelingCore

/// Finds identifiers that occur more than once, in eight bytes a document.
///
/// ```
/// var ids = DuplicateIDs()
/// for id in … { ids.add(id) }             // first pass
/// var confirmation = ids.suspects()       // sorts once
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

  /// Number of identifiers so far.
  package var count: Int { hashes.count }

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
  /// - Complexity: O(*n* log *n*); sorts in place, so it uses no more memory.
  package consuming func suspects() -> Confirmation {
    var sorted = hashes
    hashes = []
    sorted.sort()
    var suspects: Set<UInt64> = []
    for index in sorted.indices.dropFirst() where sorted[index] == sorted[index - 1] {
      suspects.insert(sorted[index])
    }
    return Confirmation(suspects: suspects)
  }

  static func hash(_ id: UnsafeBufferPointer<UInt8>) -> UInt64 {
    winnow_hash64(id.baseAddress, id.count)
  }
}
