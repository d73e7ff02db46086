internal import ArgumentParser
internal import ByteIO
internal import Foundation
internal import LabelStore
internal import LabelingCore
internal import OptionValues
internal import Reports
internal import Workspace

/// `winnow report`.
struct ReportCommand: QuietableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Write a page about a run: functions, labels, quality, documents, lineage.",
    usage: "winnow report <labels-or-run> --output <page> [<options>]",
    discussion: """
      One file of HTML that opens anywhere: coverage and conflicts of functions, alone \
      and in pairs, accuracy with intervals, reliability, class balance, warnings, \
      faults, sample documents with their votes, and what the labels were made of. It \
      is made from the votes that were kept of the run; functions may have changed \
      since. Documents appear in it as they are; --documents 0 leaves them out.

        winnow report labels.jsonl --output report.html
        winnow report last --output report.html
      """
  )

  @Argument(
    help: ArgumentHelp(
      "Labels, votes or a model that a run wrote; or a run's number, or 'last'.",
      valueName: "labels-or-run"
    )
  )
  var subject: String

  @Option(name: [.short, .long], help: "Where the page goes; '-' is standard output.")
  var output: String

  @OptionGroup var place: WorkspaceArguments

  @Option(
    help: "Show this many documents of each kind; 0 for none.",
    transform: OptionValue.count(from: 0, to: 1_000_000)
  )
  var documents = ReportRun.defaultDocumentCount

  @Option(help: .seed, transform: OptionValue.seed())
  var seed = SeededGenerator.defaultSeed

  @OptionGroup var remarks: RemarkArguments

  var isQuiet: Bool { remarks.quiet }

  func run() throws {
    let workspace = try place.open()
    let run = try WorkspaceArguments.run(named: subject, orWriting: subject, in: workspace.opened())
    let command = try RecordedCommand(of: run)
    let files = try RunFiles(
      reads: run.corpusPaths + run.files.map(\.path) + TaskArguments.files(of: command.task)
        + Workspace.storeFiles(in: workspace.root),
      writes: [output]
    )
    var report = ReportRun(of: run, in: workspace, source: try RecordedCommand.source(of: run))
    if let label = command.label {
      switch run.labels {
      case .one: report.fit = try label.model.fitRun(classes: run.labelSpace)
      case .several:
        report.multiLabelFit = try label.model.multiLabelRun(
          areColumns: true,
          thresholdBy: label.thresholdBy
        )
      }
      report.ties = label.choice.ties
      report.labelsUncovered = label.choice.labelUncovered
    }
    report.documentCount = documents
    report.seed = seed
    if documents > 0 {
      let warning = report.findPlugin(of: command.task) {
        Console.remark("building task '\($0)' …")
      }
      if let warning { Console.remark(warning) }
    }
    try files.write(Array(ReportPage(report.report()).text.utf8), to: output)
    try files.commit()
    if !isQuiet, output != "-" { Console.remark("run \(run.id ?? 0) → \(output)") }
  }
}
