internal import Glibc

/// Turns bytes of one encoding into another, iconv(3).
package final class TextConverter {
  /// Where a conversion stopped.
  package enum Ending: Hashable, Sendable {
    /// All was converted.
    case done
    /// There is no room for the next character.
    case full
    /// The last character is not whole.
    case incomplete
    /// The next bytes mean nothing, or what the other encoding cannot write.
    case invalid
  }

  private let converter: iconv_t

  /// Prepares a conversion; `nil` when the system knows no such encoding.
  ///
  /// - Parameters:
  ///   - source: An encoding as `iconv --list` names it.
  ///   - target: Another one.
  package init?(from source: String, to target: String) {
    guard let opened = iconv_open(target, source), Int(bitPattern: opened) != -1 else {
      return nil
    }
    converter = opened
  }

  deinit { iconv_close(converter) }

  /// Converts bytes.
  ///
  /// - Parameters:
  ///   - bytes: What is to be converted; what was is taken off its front.
  ///   - room: Where the result goes; what was written is taken off its front.
  /// - Returns: Where it stopped.
  package func convert(
    _ bytes: inout UnsafeRawBufferPointer,
    into room: inout UnsafeMutableRawBufferPointer
  ) -> Ending {
    // iconv(3) takes what it only reads as if it wrote there.
    var from = UnsafeMutableRawPointer(mutating: bytes.baseAddress)?
      .assumingMemoryBound(to: CChar.self)
    var to = room.baseAddress?.assumingMemoryBound(to: CChar.self)
    var (fromCount, toCount) = (bytes.count, room.count)
    let status = iconv(converter, &from, &fromCount, &to, &toCount)
    let code = errno
    bytes = UnsafeRawBufferPointer(rebasing: bytes[(bytes.count - fromCount)...])
    room = UnsafeMutableRawBufferPointer(rebasing: room[(room.count - toCount)...])
    guard status == -1 else { return .done }
    return
      switch code
    {
    case E2BIG: .full
    case EINVAL: .incomplete
    default: .invalid
    }
  }
}
