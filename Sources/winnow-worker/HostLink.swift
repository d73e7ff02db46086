internal import CLinux
internal import Glibc
internal import PluginABI

/// What a worker has of its host: shared memory, and a bell.
///
/// The memory is not handed on to processes that a function forks: one that goes on as if it
/// were the worker stops at its next step, and costs nothing.
final class HostLink {
  /// Memory that a descriptor stood for when the process started.
  private struct Mapping {
    var base: UnsafeMutableRawPointer
    var byteCount: Int
  }

  private let board: Mapping
  private var arenas: [Mapping] = []
  private let bell: Int32
  /// Requests that have been taken.
  private var taken: UInt32 = 0

  /// Takes over the descriptors that the host gave, and closes them and all others.
  ///
  /// A process whose host is gone ends here.
  init() {
    board = Self.map(Int32(WINNOW_BOARD_FD))
    guard Self.head(of: board).pointee.host == UInt32(getppid()) else {
      exit(WorkerExit.success.rawValue)
    }
    for slot in 0..<Self.head(of: board).pointee.arena_count {
      arenas.append(Self.map(Int32(WINNOW_ARENA_FD) + Int32(slot)))
    }
    // Away from the numbers that the author's files get.
    var limit = rlimit()
    getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    let last = Int32(clamping: min(limit.rlim_cur, 1024)) - 1
    let moved = fcntl(Int32(WINNOW_BELL_FD), F_DUPFD_CLOEXEC, last)
    bell = moved >= 0 ? moved : Int32(WINNOW_BELL_FD)
    winnow_close_all_but(bell)
  }

  /// The first arena, for a plugin that is described.
  var firstArena: UnsafeMutableRawPointer {
    guard let arena = arenas.first else { exit(WorkerExit.io.rawValue) }
    return arena.base
  }

  /// Waits for the next request.
  ///
  /// - Returns: The arena to look at.
  func next() -> UnsafeMutablePointer<WinnowArena> {
    let head = Self.head(of: board)
    let asked = Self.word(\.asked, of: board)
    while winnow_load(asked) == taken { winnow_sleep_while(asked, taken, 1000) }
    let request = withUnsafePointer(to: &head.pointee.requests) {
      $0.withMemoryRebound(to: WinnowRequest.self, capacity: Int(WINNOW_SLOT_COUNT)) {
        $0[Int(taken) % Int(WINNOW_SLOT_COUNT)]
      }
    }
    taken += 1
    let slot = Int(request.slot)
    guard slot < arenas.count else { exit(WorkerExit.io.rawValue) }
    resize(slot, to: Int(request.arena_byte_count))
    return arenas[slot].base.assumingMemoryBound(to: WinnowArena.self)
  }

  /// Tells the host that the request taken last is done.
  func answer() {
    winnow_store(Self.word(\.answered, of: board), max(taken, 1))
    var byte: UInt8 = 0
    // It never blocks, and a bell that is gone is missed for milliseconds only.
    _ = write(bell, &byte, 1)
  }

  /// Answers with bytes.
  func answer(_ parts: UnsafeRawBufferPointer...) {
    var offset = Int(WINNOW_ANSWER_OFFSET)
    for part in parts {
      guard part.count <= board.byteCount - offset else { exit(WorkerExit.io.rawValue) }
      if let base = part.baseAddress { memcpy(board.base + offset, base, part.count) }
      offset += part.count
    }
    let byteCount = offset - Int(WINNOW_ANSWER_OFFSET)
    Self.head(of: board).pointee.answer_byte_count = UInt64(byteCount)
    answer()
  }

  /// The host has made the arena's file larger.
  private func resize(_ slot: Int, to byteCount: Int) {
    let old = arenas[slot]
    guard byteCount != old.byteCount else { return }
    guard let base = winnow_remap(old.base, old.byteCount, byteCount) else {
      exit(WorkerExit.io.rawValue)
    }
    arenas[slot] = Mapping(base: base, byteCount: byteCount)
  }

  private static func map(_ descriptor: Int32) -> Mapping {
    var status = stat()
    guard fstat(descriptor, &status) == 0,
      let base = mmap(
        nil,
        Int(status.st_size),
        PROT_READ | PROT_WRITE,
        MAP_SHARED,
        descriptor,
        0
      ),
      base != MAP_FAILED
    else { exit(WorkerExit.io.rawValue) }
    madvise(base, Int(status.st_size), MADV_DONTFORK)
    return Mapping(base: base, byteCount: Int(status.st_size))
  }

  private static func head(of board: Mapping) -> UnsafeMutablePointer<WinnowBoard> {
    board.base.assumingMemoryBound(to: WinnowBoard.self)
  }

  private static func word(
    _ member: KeyPath<WinnowBoard, UInt32>,
    of board: Mapping
  ) -> UnsafeMutablePointer<UInt32> {
    let offset = MemoryLayout<WinnowBoard>.offset(of: member) ?? 0
    return (board.base + offset).assumingMemoryBound(to: UInt32.self)
  }
}
