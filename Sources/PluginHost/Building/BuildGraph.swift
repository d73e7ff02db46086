internal import Foundation
internal import Platform

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
    guard let bytes = try? FileSystem.contents(of: path) else { return nil }
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

  /// The folders of the targets that go into an output, and files that no command makes.
  ///
  /// - Returns: `nil` when no command makes the output.
  func sources(of output: String) -> (folders: Set<String>, files: Set<String>)? {
    guard let link = command(writing: output), let linker = link.arguments.first else { return nil }
    let ingredients = ingredients(of: output).union([output])
    let makers = Set(ingredients.compactMap { producers[$0] }).compactMap { commands[$0] }
    var folders: Set<String> = []
    var files: Set<String> = []
    let tools = linker.split(separator: "/").dropLast(2).map { "/\($0)" }.joined() + "/"
    for maker in makers {
      let onHand = maker.inputs.filter { $0.hasPrefix("/") && producers[$0] == nil }
      let sources = onHand.filter(SourceTree.isSource)
      files.formUnion(
        onHand.filter {
          !SourceTree.isSource($0) && !$0.hasSuffix("/") && !$0.hasPrefix(tools)
        }
      )
      if let folder = Self.target(of: sources, maker) { folders.insert(folder) }
    }
    return (folders, files)
  }

  /// The folder of a target, as far as a command that compiles it tells.
  private static func target(of sources: [String], _ maker: Command) -> String? {
    guard let first = sources.first else { return nil }
    // An object is named after its source's path within the target.
    if sources.count == 1, let object = maker.outputs.first, object.hasSuffix(".o"),
      let mark = object.ranges(of: ".build/").last?.upperBound
    {
      let inner = object[mark...].dropLast(2)
      if first.hasSuffix("/\(inner)") { return String(first.dropLast(inner.count + 1)) }
    }
    var common = first.split(separator: "/").dropLast()
    for source in sources.dropFirst() {
      let parts = source.split(separator: "/").dropLast()
      common = common.prefix(zip(common, parts).prefix { $0 == $1 }.count)
    }
    // Most targets stand in a folder of their name, also if all their sources are further down.
    if let mark = maker.arguments.firstIndex(of: "-module-name"),
      mark + 1 < maker.arguments.count,
      let place = common.lastIndex(where: { $0 == maker.arguments[mark + 1] })
    {
      common = common[...place]
    }
    return "/" + common.joined(separator: "/")
  }

  private static func value<Value: Decodable>(
    _ json: ArraySlice<UInt8>,
    as type: Value.Type
  ) -> Value? {
    try? JSONDecoder().decode(type, from: Data(json))
  }
}
