internal import Platform
internal import Synchronization

/// The confidence that was given with a class, until the vote for it is taken.
///
/// A class has no room for a number, so the thread keeps it from `.spam.with(confidence:)` to the
/// place where the vote comes in.
struct NotedConfidence {
  /// Whether any thread has ever noted one: all that functions without confidences pay for.
  private static let isInUse = Atomic(false)
  private static let indexOffset = MemoryLayout<Double>.size

  let confidence: Double
  /// Index of the class that it was given with.
  let classIndex: Int16

  /// Notes a confidence with its class.
  static func note(_ confidence: Double, ofClass classIndex: Int16) {
    isInUse.store(true, ordering: .relaxed)
    ThreadMemory.bytes.storeBytes(of: confidence, as: Double.self)
    // 0 is no note.
    ThreadMemory.bytes.storeBytes(of: Int(classIndex) + 1, toByteOffset: indexOffset, as: Int.self)
  }

  /// What was noted in this thread since this was asked last; `nil` for nothing.
  @inline(__always)
  static func take() -> NotedConfidence? {
    isInUse.load(ordering: .relaxed) ? takeNote() : nil
  }

  private static func takeNote() -> NotedConfidence? {
    let index = ThreadMemory.bytes.load(fromByteOffset: indexOffset, as: Int.self)
    guard index > 0 else { return nil }
    ThreadMemory.bytes.storeBytes(of: 0, toByteOffset: indexOffset, as: Int.self)
    return NotedConfidence(
      confidence: ThreadMemory.bytes.load(as: Double.self),
      classIndex: Int16(index - 1)
    )
  }
}
