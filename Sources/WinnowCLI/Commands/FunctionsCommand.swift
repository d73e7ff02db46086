internal import ArgumentParser
internal import LabelingCore
internal import PluginHost

/// `winnow functions`.
struct FunctionsCommand: QuietableCommand {
  static let configuration = CommandConfiguration(
    commandName: "functions",
    abstract: "List a task's labeling functions.",
    discussion: """
      For functions written as code the classes are not known before they run.

        winnow functions MessageSpam
      """
  )

  @OptionGroup var task: TaskArguments

  @Flag(help: .json)
  var json = false

  @OptionGroup var remarks: RemarkArguments

  var isQuiet: Bool { remarks.quiet }

  func run() throws {
    let plugin = try task.plugin()
    if json { return try Console.printJSON(plugin.manifest) }
    var table = TextTable([
      ("function", .left), ("kind", .left), ("classes", .left), ("examples", .right),
      ("place", .left),
    ])
    for function in plugin.manifest.functions {
      table.add([
        function.name, function.kind, function.classes?.joined(separator: ", ") ?? "any",
        "\(function.exampleCount)", "\(function.location)",
      ])
    }
    Console.print(table.lines())
    Console.remark(
      "\(Formatting.count(plugin.manifest.functions.count, "function")) for the classes "
        + plugin.manifest.labelSpace.classes.joined(separator: ", ")
    )
  }
}
