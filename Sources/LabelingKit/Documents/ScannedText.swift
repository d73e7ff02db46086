internal import CLiterals

/// A document's text as helpers scan it.
///
/// It stands behind a pointer, so that helpers which take nanoseconds do not pay
/// for reference counts and checks of exclusive access.
struct ScannedText {
  /// What is known of the bytes in lower case.
  private enum Lowered {
    case unknown
    /// ASCII letters are in lower case, other characters as they were: good for ASCII needles.
    case ready
    /// Characters beyond ASCII become ASCII in lower case.
    case impossible
  }

  /// The text's bytes; empty where it is missing.
  private(set) var bytes = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
  /// Whether the corpus is read without a text field.
  private(set) var isMissing = false
  private var knownASCII: Bool?
  private var lowered = Lowered.unknown
  private var buffer: UnsafeMutableBufferPointer<UInt8> = .init(start: nil, count: 0)

  /// Stands for another text.
  mutating func show(_ text: UnsafeBufferPointer<UInt8>?) {
    bytes = text ?? UnsafeBufferPointer(start: nil, count: 0)
    isMissing = text == nil
    knownASCII = nil
    lowered = .unknown
  }

  /// Whether every byte is ASCII.
  var isASCII: Bool {
    mutating get {
      if let knownASCII { return knownASCII }
      let isASCII = TextScan.isASCII(bytes)
      knownASCII = isASCII
      return isASCII
    }
  }

  /// The bytes in which to look for ASCII in lower case; `nil` where case is not that simple.
  var lowerASCII: UnsafeBufferPointer<UInt8>? {
    mutating get {
      if lowered == .unknown { lower() }
      guard lowered == .ready else { return nil }
      return UnsafeBufferPointer(start: buffer.baseAddress, count: bytes.count)
    }
  }

  @inline(never)
  private mutating func lower() {
    let isReady = isASCII || winnow_lower_holds_ascii(bytes.baseAddress, bytes.count) == 0
    lowered = isReady ? .ready : .impossible
    guard isReady else { return }
    if buffer.count < bytes.count || buffer.baseAddress == nil {
      buffer.deallocate()
      buffer = .allocate(capacity: max(256, bytes.count))
    }
    winnow_lower_ascii(bytes.baseAddress, bytes.count, buffer.baseAddress)
  }

  /// Gives memory back; nothing may be asked afterwards.
  func deallocate() { buffer.deallocate() }
}
