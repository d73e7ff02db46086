internal import Platform
package import PluginABI

/// Memory that a batch travels in to a worker, grown to what is written into it.
package final class Arena {
  private let memory: SharedMemory
  /// Where its sections are.
  ///
  /// The worker has a copy at the arena's start, which its functions can write to, so that one
  /// is never read.
  private var layout = WinnowArena()

  /// Maps a first page or so.
  package init() throws(PluginError) {
    memory = try SharedMemory("winnow-arena", byteCount: 4096)
  }

  /// The file behind the memory, to be handed to the worker.
  var file: FileDescriptor { memory.file }
  var byteCount: Int { memory.byteCount }
  /// The arena's first byte.
  var bytes: UnsafeMutableRawPointer { memory.bytes }

  /// The arena's head.
  package var head: UnsafeMutablePointer<WinnowArena> {
    bytes.assumingMemoryBound(to: WinnowArena.self)
  }

  /// Number of documents and functions laid out.
  var shape: (documents: Int, functions: Int) {
    (Int(layout.document_count), Int(layout.function_count))
  }

  /// Makes room and begins a new layout; contents are lost when the arena grows.
  func begin(_ layout: WinnowArena, byteCount wanted: Int) throws(PluginError) {
    if wanted > byteCount {
      var grown = max(byteCount, 1 << 20)
      while grown < wanted { grown *= 2 }
      try memory.resize(to: grown)
    }
    self.layout = layout
    head.initialize(to: layout)
  }

  /// Lets the next worker go on at a cell; the head is as it was, whatever the last one left, but
  /// for the ballots that were cast.
  func resume(at cell: WinnowCursor) {
    layout.resume = cell
    layout.ballot_count = head.pointee.ballot_count
    layout.statement_count = head.pointee.statement_count
    head.initialize(to: layout)
    clearRunning()
  }

  /// A section of the arena as typed memory.
  func section<Element>(
    _ offset: KeyPath<WinnowArena, UInt64>,
    as type: Element.Type
  ) -> UnsafeMutablePointer<Element> {
    (bytes + Int(layout[keyPath: offset])).assumingMemoryBound(to: type)
  }
}
