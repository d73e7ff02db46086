/// Where some bytes stop being JSON, and which rule they break.
package struct JSONSyntaxError: Error, Hashable, Sendable {
  /// 0-based offset of the offending byte.
  package var offset: Int
  /// The rule, as a headline: lower case, no full stop.
  package var rule: String

  /// Creates an error at a byte.
  package init(offset: Int, rule: String) {
    self.offset = offset
    self.rule = rule
  }
}
