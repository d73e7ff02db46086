/// Messages as CSV.
enum MessageFile {
  static func csv(_ messages: [Message]) -> [UInt8] {
    CSVFile.bytes(
      ["id", "text", "sender", "hour", "gold"],
      messages.map { [$0.id, $0.text, $0.sender, "\($0.hour)", $0.gold.rawValue] }
    )
  }
}
