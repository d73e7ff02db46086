/// Messages as CSV after RFC 4180: commas, and quotes where they are needed.
enum MessageFile {
  static func csv(_ messages: [Message]) -> [UInt8] {
    var bytes = Array("id,text,sender,hour,gold\n".utf8)
    for message in messages {
      let fields = [
        message.id, message.text, message.sender, "\(message.hour)", message.gold.rawValue,
      ]
      bytes.append(contentsOf: fields.map(quoted).joined(separator: ",").utf8)
      bytes.append(UInt8(ascii: "\n"))
    }
    return bytes
  }

  private static func quoted(_ field: String) -> String {
    guard field.utf8.contains(where: { [0x22, 0x2C, 0x0A, 0x0D].contains($0) }) else {
      return field
    }
    let doubled = field.split(separator: "\"", omittingEmptySubsequences: false)
    return "\"\(doubled.joined(separator: "\"\""))\""
  }
}
