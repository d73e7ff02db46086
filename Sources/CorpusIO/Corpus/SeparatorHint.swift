/// Helps with a header of one field that holds another separator.
package enum SeparatorHint {
  private static let separators: [UInt8] = [0x3B, 0x09, 0x7C, 0x2C]

  /// The option to pass; `nil` if the name holds no separator but the one that was looked for.
  package static func help(for name: String, not separator: UInt8? = nil) -> String? {
    guard let found = name.utf8.first(where: { separators.contains($0) && $0 != separator }) else {
      return nil
    }
    let shown = found == 0x09 ? "\\t" : String(decoding: [found], as: UTF8.self)
    return "pass '--separator' if fields are separated by '\(shown)'"
  }
}
