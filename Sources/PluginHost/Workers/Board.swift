internal import Platform
internal import PluginABI

/// The memory in which host and worker tell each other what is to do and what is done.
final class Board {
  private let memory: SharedMemory
  /// Answers that have been taken.
  private var taken: UInt32 = 0

  /// Maps a board.
  ///
  /// - Parameter hasAnswers: Whether answers carry bytes, and do not only say that an arena
  ///   is done.
  /// - Throws: ``PluginError`` when there is no memory to share.
  init(hasAnswers: Bool) throws(PluginError) {
    let room = hasAnswers ? Int(WINNOW_ANSWER_BYTES) : 0
    memory = try SharedMemory("winnow-board", byteCount: Int(WINNOW_ANSWER_OFFSET) + room)
  }

  /// The file behind the memory, to be handed to the worker.
  var file: FileDescriptor { memory.file }

  /// Wipes the board for a new process, which gets this many arenas.
  func clear(arenaCount: Int) {
    taken = 0
    head.initialize(to: WinnowBoard())
    head.pointee.host = UInt32(CurrentProcess.id)
    head.pointee.arena_count = UInt32(arenaCount)
  }

  /// Asks the worker to look at an arena; as many may wait as there are slots.
  func ask(slot: Int, byteCount: Int) {
    let asked = word(\.asked)
    let number = asked.load()
    let request = WinnowRequest(
      slot: UInt32(slot),
      reserved: 0,
      arena_byte_count: UInt64(byteCount)
    )
    withUnsafeMutablePointer(to: &head.pointee.requests) {
      $0.withMemoryRebound(to: WinnowRequest.self, capacity: Int(WINNOW_SLOT_COUNT)) {
        $0[Int(number) % Int(WINNOW_SLOT_COUNT)] = request
      }
    }
    asked.store(number &+ 1)
    asked.wake()
  }

  /// Takes an answer; `false` when there is none.
  func takeAnswer() -> Bool {
    guard word(\.answered).load() != taken else { return false }
    taken &+= 1
    return true
  }

  /// The bytes of the answer that was taken.
  var answer: [UInt8] {
    let room = memory.byteCount - Int(WINNOW_ANSWER_OFFSET)
    let count = Int(clamping: head.pointee.answer_byte_count)
    return Array(
      UnsafeRawBufferPointer(
        start: memory.bytes + Int(WINNOW_ANSWER_OFFSET),
        count: min(count, room)
      )
    )
  }

  private var head: UnsafeMutablePointer<WinnowBoard> {
    memory.bytes.assumingMemoryBound(to: WinnowBoard.self)
  }

  private func word(_ member: KeyPath<WinnowBoard, UInt32>) -> SharedWord {
    let offset = MemoryLayout<WinnowBoard>.offset(of: member) ?? 0
    return SharedWord((memory.bytes + offset).assumingMemoryBound(to: UInt32.self))
  }
}
