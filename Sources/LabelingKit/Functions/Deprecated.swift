extension Pattern {
  /// Creates a pattern function by the former name of the option.
  @available(*, deprecated, message: "case is ignored by default; see 'matchesCase'")
  public init(
    _ name: String,
    _ pattern: String,
    vote: Class,
    ignoresCase: Bool,
    file: StaticString = #filePath,
    line: UInt = #line
  ) {
    self.init(name, pattern, vote: vote, matchesCase: !ignoresCase, file: file, line: line)
  }
}

extension Document {
  /// Whether a regular expression matches, by the former name of the option.
  @available(*, deprecated, message: "case is ignored by default; see 'matchesCase'")
  public func matches(_ pattern: String, ignoresCase: Bool) throws(PatternError) -> Bool {
    try matches(pattern, matchesCase: !ignoresCase)
  }
}
