internal import Foundation

/// Says in a few words why JSON could not be decoded.
enum JSONFailure {
  /// A headline without full stop.
  static func words(of error: any Error) -> String {
    guard let error = error as? DecodingError else { return "it is not JSON" }
    return switch error {
    case .keyNotFound(let key, _): "the key '\(key.stringValue)' is missing"
    case .typeMismatch(_, let context), .valueNotFound(_, let context):
      "'\(path(of: context))' has another type"
    case .dataCorrupted(let context):
      context.codingPath.isEmpty ? "it is not JSON" : "'\(path(of: context))' cannot be read"
    @unknown default: "it cannot be read"
    }
  }

  private static func path(of context: DecodingError.Context) -> String {
    context.codingPath.map { $0.intValue.map(String.init) ?? $0.stringValue }
      .joined(separator: ".")
  }
}
