internal import Foundation

/// The commands that SwiftPM planned for a package, as it wrote them down for its build engine.
///
/// The file is YAML of one shape: a name in quotes, then lines of keys whose values are
/// JSON. What is not of that shape is left out, so that a command of another version of
/// SwiftPM is at worst not found.
struct BuildGraph {
  /// One planned command.
  struct Command {
    var inputs: [String] = []
    var outputs: [String] = []
    var arguments: [String] = []
  }

  private let commands: [String: Command]
  private let producers: [String: String]

  /// Reads a plan; `nil` when there is none.
  init?(path: String) {
    guard let bytes = FileBytes.read(path) else { return nil }
    var commands: [String: Command] = [:]
    var name: String?
    for line in bytes.split(separator: UInt8(ascii: "\n")) {
      let indent = line.prefix { $0 == UInt8(ascii: " ") }.count
      let text = line.dropFirst(indent)
      if indent == 2, text.first == UInt8(ascii: "\""), text.last == UInt8(ascii: ":") {
        name = Self.value(text.dropLast(), as: String.self)
      } else if indent == 4, let name, let colon = text.firstIndex(of: UInt8(ascii: ":")) {
        let path: WritableKeyPath<Command, [String]>
        switch String(decoding: text[..<colon], as: UTF8.self) {
        case "inputs": path = \.inputs
        case "outputs": path = \.outputs
        case "args": path = \.arguments
        default: continue
        }
        let list = Self.value(text[(colon + 1)...], as: [String].self)
        commands[name, default: Command()][keyPath: path] = list ?? []
      }
    }
    self.commands = commands
    var producers: [String: String] = [:]
    for (name, command) in commands { for output in command.outputs { producers[output] = name } }
    self.producers = producers
  }

  /// The command that writes a file.
  func command(writing path: String) -> Command? { producers[path].flatMap { commands[$0] } }

  /// All files that go into an output, directly or not: those on hand and those that are built.
  func ingredients(of output: String) -> Set<String> {
    var found: Set<String> = []
    var open = [output]
    while let path = open.popLast() {
      for input in command(writing: path)?.inputs ?? []
      where input.hasPrefix("/") && found.insert(input).inserted { open.append(input) }
    }
    return found
  }

  private static func value<Value: Decodable>(
    _ json: ArraySlice<UInt8>,
    as type: Value.Type
  ) -> Value? {
    try? JSONDecoder().decode(type, from: Data(json))
  }
}
