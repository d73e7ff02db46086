internal import Platform
internal import PluginABI

/// What a worker has of its host: shared memory, and a bell.
///
/// The memory is not handed on to processes that a function forks: one that continues as if it
/// were the worker stops at its next step, and costs nothing.
final class HostLink {
  private let board: MappedMemory
  private var arenas: [MappedMemory] = []
  private let bell: FileDescriptor
  /// Requests that have been taken.
  private var taken: UInt32 = 0

  /// Takes over the descriptors that the host gave, and closes them and all others.
  ///
  /// A process whose host is gone ends here.
  init() {
    board = Self.map(Int32(WINNOW_BOARD_FD))
    guard Self.head(of: board).pointee.host == UInt32(CurrentProcess.parent) else {
      WorkerExit.success.end()
    }
    for slot in 0..<Self.head(of: board).pointee.arena_count {
      arenas.append(Self.map(Int32(WINNOW_ARENA_FD) + Int32(slot)))
    }
    // Away from the numbers that the author's files get.
    let given = FileDescriptor(number: Int32(WINNOW_BELL_FD))
    let last = Int32(min(CurrentProcess.descriptorLimit, 1024) - 1)
    bell = (try? given.duplicate(from: last)) ?? given
    CurrentProcess.closeAll(but: bell)
  }

  /// The first arena, for a plugin that is described.
  var firstArena: UnsafeMutableRawPointer {
    guard let arena = arenas.first else { WorkerExit.io.end() }
    return arena.bytes
  }

  /// Waits for the next request.
  ///
  /// - Returns: The arena to look at.
  func next() -> UnsafeMutablePointer<WinnowArena> {
    let head = Self.head(of: board)
    let asked = Self.word(\.asked, of: board)
    while asked.load() == taken { asked.sleep(while: taken, upTo: .seconds(1)) }
    let request = withUnsafePointer(to: &head.pointee.requests) {
      $0.withMemoryRebound(to: WinnowRequest.self, capacity: Int(WINNOW_SLOT_COUNT)) {
        $0[Int(taken) % Int(WINNOW_SLOT_COUNT)]
      }
    }
    taken += 1
    let slot = Int(request.slot)
    // The host may have made the arena's file larger.
    guard slot < arenas.count,
      (try? arenas[slot].follow(to: Int(request.arena_byte_count))) != nil
    else { WorkerExit.io.end() }
    return arenas[slot].bytes.assumingMemoryBound(to: WinnowArena.self)
  }

  /// Tells the host that the request taken last is done.
  func answer() {
    Self.word(\.answered, of: board).store(max(taken, 1))
    // It never blocks, and a bell that is gone is missed for milliseconds only.
    withUnsafeBytes(of: 0 as UInt8) { _ = try? bell.write($0) }
  }

  /// Answers with bytes.
  func answer(_ parts: UnsafeRawBufferPointer...) {
    var offset = Int(WINNOW_ANSWER_OFFSET)
    for part in parts {
      guard part.count <= board.byteCount - offset else { WorkerExit.io.end() }
      if let base = part.baseAddress {
        (board.bytes + offset).copyMemory(from: base, byteCount: part.count)
      }
      offset += part.count
    }
    let byteCount = offset - Int(WINNOW_ANSWER_OFFSET)
    Self.head(of: board).pointee.answer_byte_count = UInt64(byteCount)
    answer()
  }

  /// The memory that a descriptor stands for.
  private static func map(_ number: Int32) -> MappedMemory {
    guard let memory = try? MappedMemory(FileDescriptor(number: number), .shared) else {
      WorkerExit.io.end()
    }
    return memory
  }

  private static func head(of board: MappedMemory) -> UnsafeMutablePointer<WinnowBoard> {
    board.bytes.assumingMemoryBound(to: WinnowBoard.self)
  }

  private static func word(
    _ member: KeyPath<WinnowBoard, UInt32>,
    of board: MappedMemory
  ) -> SharedWord {
    let offset = MemoryLayout<WinnowBoard>.offset(of: member) ?? 0
    return SharedWord((board.bytes + offset).assumingMemoryBound(to: UInt32.self))
  }
}
