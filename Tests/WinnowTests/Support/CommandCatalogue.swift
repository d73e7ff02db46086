import Foundation
import TestSupport

/// The commands and options that the program says it has.
struct CommandCatalogue {
  /// An option of a command.
  struct Option: CustomStringConvertible {
    /// The command, word by word.
    var command: [String]
    /// The option's long name, with its dashes.
    var name: String
    /// What it is for.
    var abstract: String
    /// The option's letter, with its dash; `nil` without one.
    var short: String?
    /// What stands for its value in help; `nil` for a flag.
    var valueName: String?

    var description: String { (command + [name]).joined(separator: " ") }
  }

  private struct Dump: Decodable {
    var command: Command
  }

  private struct Command: Decodable {
    var commandName: String
    var subcommands: [Command]?
    var arguments: [Argument]?
  }

  private struct Argument: Decodable {
    struct Name: Decodable {
      var kind: String
      var name: String
    }

    var kind: String
    var names: [Name]?
    var abstract: String?
    var valueName: String?
  }

  /// Every command that does something, word by word.
  private(set) var commands: [[String]] = []
  /// What has a help text: the program itself, every command, and those that hold others.
  private(set) var helped: [[String]] = [[]]
  /// Options and flags of every command, by all their long names.
  private(set) var optionsOfCommands: [String: [Option]] = [:]
  /// All options that take a value; one that several commands share is listed once.
  private(set) var options: [Option] = []

  /// Asks the program, and the server for the options of `serve`.
  init() throws {
    let folder = try ScratchFolder()
    let dump = try Self.dump([], in: folder)
    for command in dump.subcommands ?? [] { add(command, below: []) }
    add(try Self.dump(["serve"], in: folder), named: ["serve"])
  }

  private static func dump(_ words: [String], in folder: ScratchFolder) throws -> Command {
    let result = try CommandLineTool.run(words + ["--experimental-dump-help"], in: folder)
    return try JSONDecoder().decode(Dump.self, from: Data(result.outputBytes)).command
  }

  private mutating func add(_ command: Command, below words: [String]) {
    guard command.commandName != "help" else { return }
    let words = words + [command.commandName]
    helped.append(words)
    let inner = (command.subcommands ?? []).filter { $0.commandName != "help" }
    if inner.isEmpty { commands.append(words) }
    for subcommand in inner { add(subcommand, below: words) }
    add(command, named: words)
  }

  private mutating func add(_ command: Command, named words: [String]) {
    for argument in command.arguments ?? [] where argument.kind != "positional" {
      let short = argument.names?.first { $0.kind == "short" }
      for name in argument.names ?? [] where name.kind == "long" {
        optionsOfCommands[words.joined(separator: " "), default: []].append(
          Option(
            command: words,
            name: "--\(name.name)",
            abstract: argument.abstract ?? "",
            short: short.map { "-\($0.name)" },
            valueName: argument.kind == "option" ? argument.valueName : nil
          )
        )
      }
    }
    for argument in command.arguments ?? [] where argument.kind == "option" {
      guard let name = argument.names?.first(where: { $0.kind == "long" }) else { continue }
      let option = Option(
        command: words,
        name: "--\(name.name)",
        abstract: argument.abstract ?? ""
      )
      guard !options.contains(where: { $0.name == option.name && $0.abstract == option.abstract })
      else { continue }
      options.append(option)
    }
  }
}
