package import LabelingCore

/// Orders the classes of a file that came without a label space.
///
/// The classes are the names that occur: in order of their numbers where all are whole numbers,
/// else in order of their UTF-8 bytes.
package enum LabelSpaceInference {
  /// The label space of the names that occur; their order does not matter.
  package static func labelSpace(of names: some Collection<String>) -> LabelSpace {
    let distinct = Set(names.map { ExactString($0) })
    let numbers = distinct.compactMap { name in
      Int(name.string).flatMap { String($0).isExactly(name.string) ? $0 : nil }
    }
    guard numbers.count == distinct.count else {
      return LabelSpace(distinct.sorted().map(\.string))
    }
    return LabelSpace(numbers.sorted().map { String($0) })
  }

  /// The names of classes as they are written where whole numbers became decimal ones: `1` for
  /// `1.0`; `nil` where that is not all that stands there.
  static func wholeNumbers(_ names: [String]) -> [String]? {
    var whole: [String] = []
    var hasDecimal = false
    for name in names {
      guard let number = wholeNumber(name) else { return nil }
      whole.append(number)
      if number.utf8.count < name.utf8.count { hasDecimal = true }
    }
    return hasDecimal ? whole : nil
  }

  /// `1` for `1` and `1.0`; `nil` for anything but a whole number.
  static func wholeNumber(_ name: String) -> String? {
    let parts = name.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard let digits = parts.first, parts.count <= 2, let text = String(digits),
      let number = Int(text), String(number).isExactly(text)
    else { return nil }
    guard parts.count == 2 else { return text }
    let isWhole = !parts[1].isEmpty && parts[1].allSatisfy { $0 == UInt8(ascii: "0") }
    return isWhole ? text : nil
  }
}
