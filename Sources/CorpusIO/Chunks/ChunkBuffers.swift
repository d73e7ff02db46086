internal import LabelingCore
internal import Threads

/// Memory for pieces of a file and for batches, used again and again.
///
/// All state is under the monitor.
final class ChunkBuffers: @unchecked Sendable {
  private let monitor = Monitor()
  private var buffers: [UnsafeMutableRawBufferPointer] = []
  private var batches: [DocumentBatch] = []

  /// Batches that are kept; more would come from a caller who never takes any.
  private static let keptCount = 16

  deinit { for buffer in buffers { buffer.deallocate() } }

  /// Memory of at least this many bytes.
  func take(atLeast byteCount: Int) -> UnsafeMutableRawBufferPointer {
    let known = monitor.locked {
      buffers.lastIndex { $0.count >= byteCount }.map { buffers.remove(at: $0) }
    }
    return known ?? .allocate(byteCount: byteCount, alignment: 64)
  }

  /// Takes memory back.
  func give(back buffer: UnsafeMutableRawBufferPointer) {
    let isKept = monitor.locked {
      guard buffers.count < Self.keptCount else { return false }
      buffers.append(buffer)
      return true
    }
    if !isKept { buffer.deallocate() }
  }

  /// An empty batch.
  func batch() -> DocumentBatch {
    var batch = monitor.locked { batches.popLast() } ?? DocumentBatch()
    batch.removeAll()
    return batch
  }

  /// Takes a batch's memory back.
  func give(back batch: DocumentBatch) {
    guard batch.bytes.capacity > 0 else { return }
    monitor.locked {
      if batches.count < Self.keptCount { batches.append(batch) }
    }
  }
}
