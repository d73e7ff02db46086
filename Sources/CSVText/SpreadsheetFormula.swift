/// What a spreadsheet takes for a formula, though it is text of a document.
///
/// The rule is OWASP's for CSV injection: a cell that begins with `=`, `+`, `-`, `@`, a tab or a
/// line end, also in full width. Numbers begin so too and do no harm.
/// - SeeAlso: https://owasp.org/www-community/attacks/CSV_Injection
enum SpreadsheetFormula {
  /// Whether a spreadsheet would compute a field.
  static func isBegun(by field: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let first = field.first else { return false }
    switch first {
    case UInt8(ascii: "="), UInt8(ascii: "@"), 0x09, 0x0A, 0x0D: return true
    case UInt8(ascii: "+"), UInt8(ascii: "-"): return !isNumber(field)
    case 0xEF: return fullWidth.contains { field.starts(with: $0) }
    default: return false
    }
  }

  /// `＝`, `＋`, `－` and `＠`.
  private static let fullWidth = ["\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}"].map {
    Array($0.utf8)
  }

  /// Whether a field with a sign is a number: digits, a point, an exponent.
  private static func isNumber(_ field: UnsafeBufferPointer<UInt8>) -> Bool {
    var rest = field.dropFirst()
    func digits() -> Int {
      let count = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }.count
      rest = rest.dropFirst(count)
      return count
    }
    var count = digits()
    if rest.first == UInt8(ascii: ".") {
      rest = rest.dropFirst()
      count += digits()
    }
    guard count > 0 else { return false }
    if let mark = rest.first, mark == UInt8(ascii: "e") || mark == UInt8(ascii: "E") {
      rest = rest.dropFirst()
      if let sign = rest.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") {
        rest = rest.dropFirst()
      }
      guard digits() > 0 else { return false }
    }
    return rest.isEmpty
  }
}
