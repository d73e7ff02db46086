/// Times as they stand in files of answers: ISO 8601, to the millisecond, in UTC when written.
enum ISO8601Time {
  /// The milliseconds since 1970 that have a date in the years 1 to 9999.
  static let milliseconds = -62_135_596_800_000...253_402_300_799_999

  /// Reads a time such as `2024-05-06T07:08:09.123Z`.
  ///
  /// A date alone is its midnight; seconds may be left out; a time without a zone is in UTC.
  /// - Parameter text: The time; a blank may stand for the `T`.
  /// - Returns: Milliseconds since 1970; `nil` for what is not such a time.
  static func milliseconds(_ text: String) -> Int? {
    var rest = Array(text.utf8)[...]
    guard let year = number(&rest, 4), take(&rest, "-"), let month = number(&rest, 2),
      take(&rest, "-"), let day = number(&rest, 2), year > 0, (1...12).contains(month),
      (1...length(of: month, year)).contains(day)
    else { return nil }
    var time = days(year, month, day) * 86_400_000
    guard !rest.isEmpty else { return time }
    guard take(&rest, "T") || take(&rest, "t") || take(&rest, " "), let hour = number(&rest, 2),
      hour < 24, take(&rest, ":"), let minute = number(&rest, 2), minute < 60
    else { return nil }
    time += (hour * 60 + minute) * 60_000
    if take(&rest, ":") {
      guard let second = number(&rest, 2), second <= 60 else { return nil }
      time += second * 1000
      if take(&rest, ".") || take(&rest, ",") {
        let digits = rest.prefix { isDigit($0) }
        guard !digits.isEmpty else { return nil }
        rest = rest[digits.endIndex...]
        var thousandths = digits.prefix(3)[...]
        for place in [100, 10, 1] {
          time += thousandths.popFirst().map { Int($0 - UInt8(ascii: "0")) * place } ?? 0
        }
      }
    }
    guard let offset = offset(&rest), rest.isEmpty else { return nil }
    time -= offset * 60_000
    return milliseconds.contains(time) ? time : nil
  }

  /// A time as it is written, in UTC with milliseconds.
  static func text(_ time: Int) -> String {
    let time = min(max(time, milliseconds.lowerBound), milliseconds.upperBound)
    // Times before 1970 count up within their day, too.
    let ofDay = ((time % 86_400_000) + 86_400_000) % 86_400_000
    let (year, month, day) = date((time - ofDay) / 86_400_000)
    let date = "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
    let (hour, minute) = (ofDay / 3_600_000, ofDay / 60_000 % 60)
    let (second, thousandth) = (ofDay / 1000 % 60, ofDay % 1000)
    return "\(date)T\(padded(hour, 2)):\(padded(minute, 2)):\(padded(second, 2))"
      + ".\(padded(thousandth, 3))Z"
  }

  /// Minutes that a zone is ahead of UTC.
  private static func offset(_ rest: inout ArraySlice<UInt8>) -> Int? {
    if rest.isEmpty || take(&rest, "Z") || take(&rest, "z") { return 0 }
    let isAhead = take(&rest, "+")
    guard isAhead || take(&rest, "-"), let hours = number(&rest, 2), hours < 24 else { return nil }
    var minutes = 0
    if !rest.isEmpty {
      _ = take(&rest, ":")
      guard let more = number(&rest, 2), more < 60 else { return nil }
      minutes = more
    }
    return (isAhead ? 1 : -1) * (hours * 60 + minutes)
  }

  /// Days from 1970-01-01, by the Gregorian calendar; years begin in March.
  ///
  /// - SeeAlso: Hinnant, "chrono-Compatible Low-Level Date Algorithms", days_from_civil.
  private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let year = month > 2 ? year : year - 1
    let (era, ofEra) = (year / 400, year % 400)
    let ofYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + ofEra * 365 + ofEra / 4 - ofEra / 100 + ofYear - 719_468
  }

  /// The date of a day from year 1 on, counted from 1970-01-01: civil_from_days.
  private static func date(_ day: Int) -> (year: Int, month: Int, day: Int) {
    let shifted = day + 719_468
    let (era, ofEra) = (shifted / 146_097, shifted % 146_097)
    let year = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365
    let ofYear = ofEra - (365 * year + year / 4 - year / 100)
    let month = (5 * ofYear + 2) / 153
    return (
      era * 400 + year + (month < 10 ? 0 : 1), month < 10 ? month + 3 : month - 9,
      ofYear - (153 * month + 2) / 5 + 1
    )
  }

  private static func length(of month: Int, _ year: Int) -> Int {
    switch month {
    case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }

  private static func number(_ rest: inout ArraySlice<UInt8>, _ count: Int) -> Int? {
    let digits = rest.prefix(count)
    guard digits.count == count, digits.allSatisfy(isDigit) else { return nil }
    rest = rest.dropFirst(count)
    return digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
  }

  private static func take(_ rest: inout ArraySlice<UInt8>, _ character: Unicode.Scalar) -> Bool {
    guard rest.first == UInt8(ascii: character) else { return false }
    rest = rest.dropFirst()
    return true
  }

  private static func padded(_ number: Int, _ count: Int) -> String {
    let digits = "\(number)"
    return String(repeating: "0", count: max(0, count - digits.count)) + digits
  }
}
