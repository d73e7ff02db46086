/// Why a regular expression could not be used.
public enum PatternError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The pattern breaks a rule of the dialect, at a byte offset if that is known.
  case malformed(reason: String, offset: Int?)
  /// Matching took more than a million steps, or more stack than is allowed.
  case tooManySteps
  /// The automaton of the pattern does not fit into memory.
  case tooLarge

  /// The rule that was broken.
  public var description: String {
    switch self {
    case .malformed(let reason, nil): "the pattern is malformed: \(reason)"
    case .malformed(let reason, let offset?):
      "the pattern is malformed at offset \(offset): \(reason)"
    case .tooManySteps: "the pattern takes more than a million steps on this document"
    case .tooLarge: "the pattern, or the list of keywords, is too large"
    }
  }
}
