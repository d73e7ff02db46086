/// By what the threshold of each class is chosen from gold labels.
package enum ThresholdRule: Hashable, Sendable {
  /// The best F1.
  case f1
  /// The best recall with at least this precision.
  case precision(Double)

  /// Reads a rule; `nil` for what is none.
  package init?(_ text: String) {
    if text == "f1" {
      self = .f1
      return
    }
    let parts = text.split(separator: "=", omittingEmptySubsequences: false)
    guard parts.count == 2, parts[0] == "precision", let value = Double(parts[1]), value > 0,
      value <= 1
    else { return nil }
    self = .precision(value)
  }

  /// The rule as it is written.
  package var text: String {
    switch self {
    case .f1: "f1"
    case .precision(let least): "precision=\(least)"
    }
  }
}

extension ThresholdRule: Codable {
  package init(from decoder: any Decoder) throws {
    let value = try decoder.singleValueContainer()
    let text = try value.decode(String.self)
    guard let rule = ThresholdRule(text) else {
      throw DecodingError.dataCorruptedError(in: value, debugDescription: "no rule of thresholds")
    }
    self = rule
  }

  package func encode(to encoder: any Encoder) throws {
    var value = encoder.singleValueContainer()
    try value.encode(text)
  }
}
