/// What happens to a corpus with bad records.
package enum ErrorPolicy: Hashable, Sendable, LosslessStringConvertible {
  /// The first bad record is an error.
  case fail
  /// Bad records are left out and counted.
  case skip
  /// This many bad records are left out; one more is an error.
  case upTo(Int)

  /// Reads `fail`, `skip` or a count.
  package init?(_ text: String) {
    switch text {
    case "fail": self = .fail
    case "skip": self = .skip
    default:
      guard let count = Int(text), count >= 0 else { return nil }
      self = .upTo(count)
    }
  }

  /// `fail`, `skip` or the count.
  package var description: String {
    switch self {
    case .fail: "fail"
    case .skip: "skip"
    case .upTo(let count): "\(count)"
    }
  }
}
