/// The command line: a mode, values, and options of the form `--name value`.
struct Arguments {
  private static let flags: Set = ["--quick", "--help"]
  private(set) var values: [String] = []
  private var options: [String: String] = [:]

  init(_ arguments: some Sequence<String>) throws(BenchmarkError) {
    var iterator = arguments.makeIterator()
    while let argument = iterator.next() {
      guard argument.hasPrefix("--") else {
        values.append(argument)
        continue
      }
      if Self.flags.contains(argument) {
        options[argument] = ""
      } else if let value = iterator.next() {
        options[argument] = value
      } else {
        throw BenchmarkError("'\(argument)' takes a value")
      }
    }
  }

  /// Whether a flag or option is there.
  func has(_ name: String) -> Bool { options[name] != nil }

  /// The value of an option.
  func text(_ name: String) -> String? { options[name] }

  /// The number that an option gives, or another.
  func number(_ name: String, default other: Int) throws(BenchmarkError) -> Int {
    guard let text = options[name] else { return other }
    guard let number = Int(text) else { throw BenchmarkError("'\(name)' takes a number") }
    return number
  }

  /// The value at a position.
  func value(_ position: Int, _ what: String) throws(BenchmarkError) -> String {
    guard position < values.count else { throw BenchmarkError("\(what) is missing") }
    return values[position]
  }
}
