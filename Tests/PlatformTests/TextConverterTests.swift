import Platform
import Testing

struct TextConverterTests {
  /// What a conversion makes of bytes with room for some, and where it stopped.
  private func convert(
    _ bytes: [UInt8],
    from source: String,
    room: Int
  ) throws -> (text: String, ending: TextConverter.Ending, rest: Int) {
    let converter = try #require(TextConverter(from: source, to: "UTF-8"))
    var output = [UInt8](repeating: 0, count: room)
    return bytes.withUnsafeBytes { bytes in
      output.withUnsafeMutableBytes { output in
        var (from, to) = (bytes, output)
        let ending = converter.convert(&from, into: &to)
        let text = String(decoding: output[..<(output.count - to.count)], as: UTF8.self)
        return (text, ending, from.count)
      }
    }
  }

  @Test func `each way a conversion stops is told`() throws {
    let latin = try convert([0x63, 0x61, 0x66, 0xE9], from: "ISO-8859-1", room: 16)
    #expect(latin == ("café", .done, 0))
    let full = try convert([0x61, 0x62, 0x63], from: "ISO-8859-1", room: 2)
    #expect(full == ("ab", .full, 1))
    let half = try convert([0x61, 0x00, 0x62], from: "UTF-16LE", room: 16)
    #expect(half == ("a", .incomplete, 1))
    let invalid = try convert([0x61, 0xFF], from: "UTF-8", room: 16)
    #expect(invalid == ("a", .invalid, 1))
    #expect(TextConverter(from: "no such encoding", to: "UTF-8") == nil)
  }
}
