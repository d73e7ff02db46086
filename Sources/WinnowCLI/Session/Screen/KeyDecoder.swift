/// Tells keys from the bytes that a terminal sends.
struct KeyDecoder {
  private var bytes: [UInt8] = []
  private static let pasteStart = Array("\u{1B}[200~".utf8)
  private static let pasteEnd = Array("\u{1B}[201~".utf8)

  /// Whether bytes wait for more: a lone escape is a key only when nothing follows.
  var isWaiting: Bool { !bytes.isEmpty }

  /// Takes bytes that arrived.
  mutating func add(_ more: some Sequence<UInt8>) { bytes += more }

  /// The next key, or `nil` when there are no whole ones.
  ///
  /// - Parameter isFinal: Whether nothing more came for a while.
  /// - Returns: The key; bytes that are part of one stay.
  mutating func next(isFinal: Bool = false) -> Key? {
    guard let first = bytes.first else { return nil }
    if first == 0x1B { return escape(isFinal: isFinal) }
    if first < 0x20 || first == 0x7F {
      bytes.removeFirst()
      return Self.control(first)
    }
    let length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    guard bytes.count >= length || isFinal else { return nil }
    let text = String(decoding: bytes.prefix(length), as: UTF8.self)
    bytes.removeFirst(min(length, bytes.count))
    return text.first.map { .character($0) } ?? .unknown
  }

  private mutating func escape(isFinal: Bool) -> Key? {
    if bytes.starts(with: Self.pasteStart) { return paste(isFinal: isFinal) }
    guard bytes.count > 1 else {
      if isFinal { bytes.removeAll() }
      return isFinal ? .escape : nil
    }
    guard bytes[1] == UInt8(ascii: "[") || bytes[1] == UInt8(ascii: "O") else {
      // Alt and a key.
      bytes.removeFirst(2)
      return .unknown
    }
    guard let end = bytes.dropFirst(2).firstIndex(where: { (0x40...0x7E).contains($0) }) else {
      if isFinal { bytes.removeAll() }
      return isFinal ? .unknown : nil
    }
    let sequence = String(decoding: bytes[2...end], as: UTF8.self)
    bytes.removeFirst(end + 1)
    return switch sequence {
    case "A": .up
    case "B": .down
    case "H", "1~", "7~": .home
    case "F", "4~", "8~": .end
    case "5~": .pageUp
    case "6~": .pageDown
    default: .unknown
    }
  }

  private mutating func paste(isFinal: Bool) -> Key? {
    let start = Self.pasteStart.count
    let end = bytes.indices.dropFirst(start).first {
      bytes[$0...].starts(with: Self.pasteEnd)
    }
    guard let end else {
      if isFinal, bytes.count > 1 << 20 { bytes.removeAll() }
      return nil
    }
    let text = String(decoding: bytes[start..<end], as: UTF8.self)
    bytes.removeFirst(end + Self.pasteEnd.count)
    return .pasted(text)
  }

  private static func control(_ byte: UInt8) -> Key {
    switch byte {
    case 0x0D, 0x0A: .enter
    case 0x7F, 0x08: .backspace
    case 0x01...0x1A: .control(Character(Unicode.Scalar(byte + 0x60)))
    default: .unknown
    }
  }
}
