internal import ArgumentParser
internal import PluginHost

/// `winnow build`.
struct BuildCommand: QuietableCommand {
  static let configuration = CommandConfiguration(
    commandName: "build",
    abstract: "Compile a task into its plugin and run its examples.",
    discussion: """
      Every command that needs the plugin builds it when something has changed, so \
      this is for checking that a task compiles and its examples hold.

        winnow build MessageSpam
      """
  )

  @OptionGroup var task: TaskArguments

  @Flag(help: "Compile even if nothing has changed.")
  var force = false

  @OptionGroup var remarks: RemarkArguments

  var isQuiet: Bool { remarks.quiet }

  func run() throws {
    let plugin = try task.plugin(isForced: force, isQuiet: isQuiet)
    let count = plugin.manifest.functions.count
    let examples = plugin.manifest.functions.reduce(0) { $0 + $1.exampleCount }
    Console.print("\(plugin.path)")
    Console.remark(
      "\(count) function\(count == 1 ? "" : "s"), "
        + (examples == 1 ? "1 example holds" : "\(examples) examples hold")
    )
  }
}
