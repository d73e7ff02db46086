internal import Foundation
internal import LabelingCore

extension Console {
  /// Prints a value as indented JSON with sorted snake_case keys.
  static func printJSON(_ value: some Encodable) throws { try Stream.output.printJSON(value) }

  /// A value as indented JSON with sorted snake_case keys.
  ///
  /// Controls that JSON allows in strings are written as their code points, which mean the
  /// same to programs and nothing to a terminal.
  static func json(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    encoder.keyEncodingStrategy = .convertToSnakeCase
    return asciiControls(String(decoding: try encoder.encode(value), as: UTF8.self))
  }

  /// JSON whose strings hold no control character as it is.
  static func asciiControls(_ json: String) -> String {
    guard json.unicodeScalars.contains(where: isForeign) else { return json }
    var text = ""
    for scalar in json.unicodeScalars {
      guard isForeign(scalar) else {
        text.unicodeScalars.append(scalar)
        continue
      }
      for unit in String(scalar).utf16 {
        let digits = String(unit, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      }
    }
    return text
  }

  /// Line breaks between values are ours; a control in a string is not.
  private static func isForeign(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value >= 0x7F && VisibleText.escape(scalar) != nil
  }
}

extension Console.Stream {
  /// Prints a value as indented JSON with sorted snake_case keys.
  func printJSON(_ value: some Encodable) throws { printData(try Console.json(value)) }
}
