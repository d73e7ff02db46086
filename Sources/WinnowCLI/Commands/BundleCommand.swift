internal import ArgumentParser
internal import ByteIO
internal import LabelingCore
internal import PluginHost
internal import Runs

/// `winnow bundle`.
struct BundleCommand: QuietableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bundle",
    abstract: "Pack a task with all that runs it, for machines without Swift.",
    discussion: """
      The archive holds winnow, the plugin, the label model if one is given, every shared \
      library they need except the C library's, and a manifest with digests. Unpacked \
      anywhere, 'bin/winnow worker' applies the task to JSON Lines.

        winnow bundle MessageSpam --output messages.tar.gz
        mkdir messages && tar -xzf messages.tar.gz -C messages
        messages/bin/winnow worker < messages.jsonl > votes.jsonl
      """
  )

  @OptionGroup var task: TaskArguments

  @Option(name: [.short, .long], help: "Where the archive goes, a .tar.gz.")
  var output: String

  @Option(help: "A label model of the task's functions, as 'winnow fit' wrote it.")
  var model: String?

  @OptionGroup var remarks: RemarkArguments

  var isQuiet: Bool { remarks.quiet }

  func run() throws {
    let files = try RunFiles(
      reads: TaskArguments.files(of: task.task) + [model],
      writes: [output]
    )
    let plugin = try task.plugin()
    try files.add(reads: [plugin.path])
    let bundle = try BundleRun(plugin: plugin, model: model.map { try ModelRuns.content(at: $0) })
    let outcome = try bundle.write(to: output, of: files)
    try files.commit()
    let megabytes = (outcome.byteCount + 500_000) / 1_000_000
    Console.remark(
      "\(outcome.manifest.task): "
        + "\(Formatting.count(outcome.manifest.functions.count, "function")), "
        + "\(Formatting.count(outcome.manifest.files.count, "file")) of \(megabytes) MB → \(output)"
    )
  }
}
