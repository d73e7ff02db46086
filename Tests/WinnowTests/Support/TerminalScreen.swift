import Glibc

/// What a terminal shows of the bytes it was sent; it knows the sequences that winnow uses.
struct TerminalScreen {
  private(set) var columns: Int
  private(set) var rows: Int
  private var cells: [[String]]
  private var row = 0
  private var column = 0
  private var pending: [UInt8] = []
  /// Whether text went beyond the last column.
  private(set) var hasOverflowed = false
  /// Whether text of the last frame did: one for the old size may still come after a change.
  private(set) var frameOverflows = false
  /// Whether any color was set.
  private(set) var hasColor = false
  /// Private modes that are on, such as 1049 for the other screen.
  private(set) var modes: Set<String> = ["25"]
  /// Whether a frame has begun and not ended: frames go from the home position to the rest below.
  private(set) var isDrawing = false
  /// Sequences that are none of those known.
  private(set) var unknown: [String] = []

  init(columns: Int, rows: Int) {
    setlocale(LC_CTYPE, "C.UTF-8")
    self.columns = columns
    self.rows = rows
    cells = Self.blank(columns, rows)
  }

  /// The lines without blanks at their ends.
  var lines: [String] {
    cells.map { row in
      var line = row.joined()
      while line.last == " " { line.removeLast() }
      return line
    }
  }

  /// All lines.
  var text: String { lines.joined(separator: "\n") }

  /// Takes another size, as a window does.
  mutating func resize(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
    cells = Self.blank(columns, rows)
    (row, column) = (0, 0)
  }

  /// Takes bytes.
  mutating func add(_ bytes: [UInt8]) {
    pending += bytes
    while let first = pending.first {
      if first == 0x1B {
        guard let count = sequence() else { return }
        pending.removeFirst(count)
      } else if first < 0x20 {
        if first == 0x0D { column = 0 }
        if first == 0x0A { row = min(row + 1, rows - 1) }
        pending.removeFirst()
      } else {
        let length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
        guard pending.count >= length else { return }
        put(String(decoding: pending.prefix(length), as: UTF8.self))
        pending.removeFirst(length)
      }
    }
  }

  private mutating func put(_ text: String) {
    guard let scalar = text.unicodeScalars.first else { return }
    let width = Self.width(of: scalar)
    if width <= 0 {
      if column > 0 { cells[row][column - 1] += text }
      return
    }
    guard column + width <= columns else {
      (hasOverflowed, frameOverflows) = (true, true)
      return
    }
    cells[row][column] = text
    if width == 2 { cells[row][column + 1] = "" }
    column += width
  }

  /// Columns of a character as the C library has them, which knows nothing of winnow.
  private static func width(of scalar: Unicode.Scalar) -> Int {
    typealias Measure = @convention(c) (Int32) -> Int32
    guard let symbol = dlsym(nil, "wcwidth") else { return 1 }
    return Int(unsafeBitCast(symbol, to: Measure.self)(Int32(bitPattern: scalar.value)))
  }

  /// Carries a sequence out; its length, or `nil` when it is not whole.
  private mutating func sequence() -> Int? {
    guard pending.count > 1 else { return nil }
    guard pending[1] == UInt8(ascii: "[") else {
      unknown.append("ESC \(pending[1])")
      return 2
    }
    guard let end = pending.indices.dropFirst(2).first(where: { pending[$0] >= 0x40 }) else {
      return nil
    }
    let body = String(decoding: pending[2..<end], as: UTF8.self)
    switch (pending[end], body) {
    case (UInt8(ascii: "H"), ""):
      (row, column) = (0, 0)
      (isDrawing, frameOverflows) = (true, false)
    case (UInt8(ascii: "K"), ""):
      for index in column..<columns { cells[row][index] = " " }
    case (UInt8(ascii: "J"), ""):
      for index in column..<columns { cells[row][index] = " " }
      for below in (row + 1)..<max(row + 1, rows) {
        cells[below] = [String](repeating: " ", count: columns)
      }
      isDrawing = false
    case (UInt8(ascii: "m"), _):
      if body.split(separator: ";").contains(where: { ("30"..."37").contains(String($0)) }) {
        hasColor = true
      }
    case (UInt8(ascii: "h"), _) where body.hasPrefix("?"): modes.insert(String(body.dropFirst()))
    case (UInt8(ascii: "l"), _) where body.hasPrefix("?"): modes.remove(String(body.dropFirst()))
    default: unknown.append(body)
    }
    return end + 1
  }

  private static func blank(_ columns: Int, _ rows: Int) -> [[String]] {
    [[String]](repeating: [String](repeating: " ", count: columns), count: rows)
  }
}
