internal import Platform
internal import Synchronization

/// The partial files of this process, in a form that a signal handler may use.
package enum PartialFiles {
  /// One entry of the table.
  struct Slot {
    fileprivate var index: Int
  }

  /// More outputs than any command has open at once; further ones are not
  /// removed by ``unlinkAll()``.
  private static var slotCount: Int { 32 }

  /// Addresses of C strings; 0 where a slot is free.
  private static let slots = InlineArray<32, Atomic<UInt>> { _ in Atomic(0) }

  /// How many threads are giving outputs their names.
  private static let committing = Atomic(0)

  /// Whether outputs are getting their names right now: all of them or none should.
  ///
  /// A signal handler lets the process go on then; it is a matter of milliseconds.
  package static var isCommitting: Bool { committing.load(ordering: .acquiring) > 0 }

  /// Calls `body`, during which ``isCommitting``.
  static func committing<Failure: Error>(_ body: () throws(Failure) -> Void) throws(Failure) {
    committing.add(1, ordering: .acquiringAndReleasing)
    defer { committing.subtract(1, ordering: .acquiringAndReleasing) }
    try body()
  }

  /// Sets the table up; call it before a signal handler is installed.
  package static func prepare() {
    _ = slots[0].load(ordering: .relaxed)
    _ = committing.load(ordering: .relaxed)
  }

  /// Removes all partial files; safe to call from a signal handler.
  ///
  /// It loads atomics and removes names, nothing else. ``prepare()`` must
  /// have been called before.
  package static func unlinkAll() {
    for index in 0..<slotCount {
      let address = slots[index].load(ordering: .acquiring)
      if let path = UnsafePointer<CChar>(bitPattern: address) { FileSystem.remove(at: path) }
    }
  }

  static func register(_ path: String) -> Slot? {
    let bytes = path.utf8CString
    let copy = UnsafeMutableBufferPointer<CChar>.allocate(capacity: bytes.count)
    _ = copy.initialize(from: bytes)
    let address = UInt(bitPattern: copy.baseAddress)
    for index in 0..<slotCount {
      let result = slots[index].compareExchange(
        expected: 0,
        desired: address,
        ordering: .acquiringAndReleasing
      )
      if result.exchanged { return Slot(index: index) }
    }
    copy.deallocate()
    return nil
  }

  /// Frees a slot.
  ///
  /// The string stays allocated, as a handler on another thread
  /// may be reading it; that is some hundred bytes per output file.
  static func forget(_ slot: Slot?) {
    guard let slot else { return }
    slots[slot.index].store(0, ordering: .releasing)
  }
}
