/// Reads the values of options, each within its range.
///
/// Every number on a command line is read here, so that none of them is not a number, infinite,
/// too large for what is done with it, or senseless. A reader is what `@Option(transform:)` takes;
/// what it throws says which values there are, and the parser adds the option and the value.
package enum OptionValue {
  /// Reads a value or throws ``Refusal``.
  package typealias Reader<Value> = @Sendable (String) throws -> Value

  /// The value is not what the option takes.
  package struct Refusal: Error, CustomStringConvertible {
    /// Which values there are.
    package let description: String
  }

  /// As many documents, answers or groups as are numbered.
  package static let mostItems = Int(Int32.max)
  /// Processes or threads that a machine may be asked for.
  package static let mostThreads = 1024
  /// A century, in seconds; longer waits are mistakes.
  package static let longestWait = 3_155_760_000

  /// A number of things.
  package static func count(
    from least: Int = 1,
    to most: Int = mostItems
  ) -> Reader<Int> {
    { text in
      guard let value = Int(text), (least...most).contains(value) else {
        throw Refusal(description: "it is a whole number from \(least) to \(most)")
      }
      return value
    }
  }

  /// What random choices begin with.
  package static func seed(from least: UInt64 = 0) -> Reader<UInt64> {
    { text in
      guard let value = UInt64(text), value >= least else {
        throw Refusal(description: "it is a whole number from \(least) to \(UInt64.max)")
      }
      return value
    }
  }

  /// A number within bounds, which belong to it unless they are said to lie outside.
  ///
  /// - Parameters:
  ///   - bounds: The least and the greatest number.
  ///   - excludesLower: Whether the least itself is refused.
  ///   - excludesUpper: Whether the greatest itself is refused.
  /// - Returns: A reader of such numbers.
  package static func number(
    in bounds: ClosedRange<Double>,
    excludesLower: Bool = false,
    excludesUpper: Bool = false
  ) -> Reader<Double> {
    { text in
      guard let value = Double(text), bounds.contains(value),
        !(excludesLower && value == bounds.lowerBound),
        !(excludesUpper && value == bounds.upperBound)
      else {
        let (least, most) = (words(bounds.lowerBound), words(bounds.upperBound))
        let range =
          switch (excludesLower, excludesUpper) {
          case (false, false): "from \(least) to \(most)"
          case (true, false): "greater than \(least) and at most \(most)"
          case (false, true): "at least \(least) and less than \(most)"
          case (true, true): "greater than \(least) and less than \(most)"
          }
        throw Refusal(description: "it is a number \(range)")
      }
      return value
    }
  }

  /// A duration in seconds, to the millisecond.
  package static let seconds: Reader<Duration> = { text in
    let most = Double(longestWait)
    guard let value = Double(text), value >= 0.001, value <= most else {
      throw Refusal(
        description: "it is a number of seconds from 0.001 to \(longestWait), which is a century"
      )
    }
    return .milliseconds(Int((value * 1000).rounded()))
  }

  /// A value of a list such as `ham=0.9,spam=0.1`.
  ///
  /// - Returns: `nil` for what is not a number within the bounds.
  package static func share(_ text: some StringProtocol, in bounds: ClosedRange<Double>) -> Double?
  {
    guard let value = Double(text), bounds.contains(value) else { return nil }
    return value
  }

  /// The names of a list such as `ham,spam`, each once and none of them empty.
  ///
  /// - Parameters:
  ///   - list: Names with commas between them.
  ///   - option: The option, with its dashes.
  ///   - count: How many names there are; `nil` for any number.
  ///   - help: What to write instead.
  /// - Returns: The names, in their order.
  /// - Throws: ``UsageError``.
  package static func names(
    _ list: String,
    of option: String,
    count: Int? = nil,
    help: String
  ) throws -> [String] {
    let names = list.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    let isOnce = Set(names.map { Array($0.utf8) }).count == names.count
    guard isOnce, !names.contains(where: \.isEmpty), count.map({ $0 == names.count }) ?? true else {
      throw UsageError(value: list, of: option, help: help)
    }
    return names
  }

  private static func words(_ number: Double) -> String {
    number == number.rounded() && abs(number) < 1e15 ? "\(Int(number))" : "\(number)"
  }
}
