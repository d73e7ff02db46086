/// A pattern that runs only on texts that hold what every match of it holds.
final class ConfirmedPattern {
  /// The function.
  let function: Int
  private let source: String
  /// The pattern for PCRE2, which is faster than RE2 on one pattern.
  private var portable: String?
  private var expression: RegularExpression?
  private var set: PatternSet?

  /// Prepares a pattern that RE2 accepts; engines are built when they are needed.
  init(function: Int, source: String, portable: String) {
    self.function = function
    self.source = source
    self.portable = portable
  }

  /// Whether the pattern matches.
  func matches(_ text: UnsafeBufferPointer<UInt8>) throws(PatternError) -> Bool {
    if let portable {
      do throws(PatternError) {
        return try compiled(portable).matches(text)
      } catch {
        // RE2 takes linear time where PCRE2 gives up.
        self.portable = nil
        expression = nil
      }
    }
    guard let set = set ?? PatternSet([source]) else { throw .tooLarge }
    self.set = set
    return set.matches(text)
  }

  private func compiled(_ pattern: String) throws(PatternError) -> RegularExpression {
    if let expression { return expression }
    let compiled = try RegularExpression(pattern, matchesCase: true)
    expression = compiled
    return compiled
  }
}
