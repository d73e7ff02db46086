extension RunRecord {
  /// The run's command line, with quotes where a shell needs them.
  package var commandLine: String {
    let words = ([command] + arguments).map { word in
      let isPlain = word.utf8.allSatisfy { byte in
        UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20
          || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte || "-_./=,:+@%".utf8.contains(byte)
      }
      return isPlain && !word.isEmpty ? word : "'\(word.replacing("'", with: "'\\''"))'"
    }
    return "winnow \(words.joined(separator: " "))"
  }
}
