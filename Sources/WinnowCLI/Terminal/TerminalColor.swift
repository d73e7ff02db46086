/// A color of letters on a terminal.
struct TerminalColor: Hashable {
  private let red: Int
  private let green: Int
  private let blue: Int

  /// Reads a color; `nil` for what is not written `#rrggbb`.
  init?(_ hexadecimal: String) {
    guard hexadecimal.utf8.count == 7, hexadecimal.hasPrefix("#"),
      let value = UInt32(hexadecimal.dropFirst(), radix: 16)
    else { return nil }
    (red, green, blue) = (Int(value >> 16), Int(value >> 8 & 0xFF), Int(value & 0xFF))
  }

  /// What tells a terminal to write in the color, or in the nearest of the 256 that all have.
  func code(isExact: Bool) -> String {
    isExact ? "38;2;\(red);\(green);\(blue)" : "38;5;\(nearest)"
  }

  /// Levels of red, green and blue of the cube that begins at 16, as xterm has them.
  private static let levels = [0, 95, 135, 175, 215, 255]

  /// The nearest color of the cube, or of the grays behind it.
  private var nearest: Int {
    func step(_ part: Int) -> Int {
      Self.levels.indices.min { abs(Self.levels[$0] - part) < abs(Self.levels[$1] - part) } ?? 0
    }
    let steps = (step(red), step(green), step(blue))
    let cube = distance(Self.levels[steps.0], Self.levels[steps.1], Self.levels[steps.2])
    let gray = max(0, min(23, ((red + green + blue) / 3 - 3) / 10))
    let level = 8 + 10 * gray
    return distance(level, level, level) < cube
      ? 232 + gray : 16 + 36 * steps.0 + 6 * steps.1 + steps.2
  }

  private func distance(_ red: Int, _ green: Int, _ blue: Int) -> Int {
    let parts = (self.red - red, self.green - green, self.blue - blue)
    return parts.0 * parts.0 + parts.1 * parts.1 + parts.2 * parts.2
  }
}
