internal import CLiterals
internal import TextKit

/// Literals that are looked for together; not for use from two threads at once.
final class LiteralSet {
  private let set: OpaquePointer

  /// Compiles literals; a hit of `literals[n]` is noted in slot `n`.
  init(_ literals: [[Literal]]) {
    let isWord: WinnowIsWord = { Unicode.Scalar($0)?.isWordCharacter == true ? 1 : 0 }
    set = winnow_literals_create(literals.count, isWord)
    for (slot, group) in literals.enumerated() {
      for literal in group {
        winnow_literals_add(
          set,
          literal.bytes,
          literal.kinds,
          literal.bytes.count,
          literal.before,
          literal.after,
          UInt32(slot)
        )
      }
    }
    winnow_literals_compile(set)
  }

  deinit { winnow_literals_destroy(set) }

  /// The slots whose literals occur in a text, 64 to a word; valid until the next call.
  @inline(__always)
  func slots(in text: UnsafeBufferPointer<UInt8>) -> UnsafePointer<UInt64> {
    winnow_literals_scan(set, text.baseAddress, text.count)
  }
}
