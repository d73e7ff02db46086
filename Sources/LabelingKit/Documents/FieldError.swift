/// Why a field could not be read; the cell that asked for it is a fault.
public enum FieldError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The document has no such field, or it is null.
  case missing(field: String)
  /// The value is not of the type that was asked for.
  case malformed(field: String, type: String)
  /// The task runs without a text field.
  case noText

  /// The rule that was broken; never the value.
  public var description: String {
    switch self {
    case .missing(let field): "field '\(field)' is missing or null"
    case .malformed(let field, let type): "field '\(field)' is not of type \(type)"
    case .noText: "the function reads the text, but no text field was chosen (--text-field)"
    }
  }
}
