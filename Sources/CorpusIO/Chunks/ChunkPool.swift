internal import Platform
internal import Threads

/// Threads that cut a source into chunks and parse them, a few ahead of the reader.
///
/// Whoever is free cuts the next chunk, one at a time, and parses it; chunks are
/// handed out in the order of the file. All state but the cutter's is under
/// `monitor`; the cutter's is under `cutting`, which nobody enters from within
/// `monitor`.
final class ChunkPool: ThreadBody {
  private let monitor = Monitor()
  private let cutting = Monitor()
  private let parse: (Chunk) -> ParsedChunk?
  private let readByteCount: () -> Int
  private let buffers: ChunkBuffers
  private let capacity: Int
  private var cutter: ChunkCutter
  private var threads: [SystemThread] = []

  /// Chunks that were cut and not yet taken, by their number.
  private var done: [Int: Chunk] = [:]
  private var cutCount = 0
  private var takenCount = 0
  /// Number of chunks in all, once that is known.
  private var chunkCount = Int.max
  private var isCancelled = false

  /// Prepares the threads.
  ///
  /// - Parameters:
  ///   - cutter: Where chunks come from.
  ///   - buffers: Memory for them.
  ///   - threadCount: How many threads parse.
  ///   - readByteCount: Bytes of the file read so far; asked after each cut.
  ///   - parse: Makes documents of a chunk, on any thread; `nil` if it is not all good.
  init(
    _ cutter: consuming ChunkCutter,
    _ buffers: ChunkBuffers,
    threadCount: Int,
    readByteCount: @escaping () -> Int,
    parse: @escaping (Chunk) -> ParsedChunk?
  ) {
    self.cutter = cutter
    self.buffers = buffers
    self.readByteCount = readByteCount
    self.parse = parse
    capacity = 2 * threadCount + 1
    for _ in 0..<threadCount { threads.append(start()) }
  }

  /// Ends the threads; chunks not taken are lost.
  func stop() {
    monitor.locked {
      isCancelled = true
      monitor.broadcast()
    }
    for thread in threads { thread.join() }
    threads = []
    for chunk in done.values { buffers.give(back: chunk.bytes) }
    done = [:]
  }

  /// The next chunk of the file, or `nil` at the end.
  func take() -> Chunk? {
    monitor.locked {
      while true {
        if let chunk = done.removeValue(forKey: takenCount) {
          takenCount += 1
          monitor.broadcast()
          return chunk
        }
        if takenCount >= chunkCount { return nil }
        monitor.wait()
      }
    }
  }

  func run() {
    while let (number, piece) = cut() {
      var chunk = piece
      if chunk.endsRecord { chunk.parsed = parse(chunk) }
      monitor.locked {
        done[number] = chunk
        monitor.broadcast()
      }
    }
  }

  /// Cuts a chunk as soon as there is room for one.
  private func cut() -> (Int, Chunk)? {
    cutting.locked {
      let number = monitor.locked { () -> Int? in
        while cutCount - takenCount >= capacity, !isCancelled { monitor.wait() }
        if isCancelled || chunkCount < Int.max { return nil }
        return cutCount
      }
      guard let number else { return nil }
      var chunk = cutter.next(buffers)
      chunk?.readByteCount = readByteCount()
      monitor.locked {
        if chunk == nil { chunkCount = number } else { cutCount += 1 }
        monitor.broadcast()
      }
      return chunk.map { (number, $0) }
    }
  }
}
