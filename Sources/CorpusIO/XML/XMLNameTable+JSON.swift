internal import JSONText

extension XMLNameTable {
  /// Appends a name as a JSON string.
  static func appendQuoted(_ name: String, to output: inout [UInt8]) {
    JSONString.appendQuoted(name.utf8, to: &output)
  }
}
