internal import Foundation

extension Console {
  /// Prints a value as indented JSON with sorted snake_case keys.
  static func printJSON(_ value: some Encodable) throws { print(try json(value)) }

  /// A value as indented JSON with sorted snake_case keys.
  static func json(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    encoder.keyEncodingStrategy = .convertToSnakeCase
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }
}
