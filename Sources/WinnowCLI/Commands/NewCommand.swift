internal import ArgumentParser
internal import Foundation
internal import LabelingCore
internal import PluginHost
internal import Workspace

/// `winnow new`.
struct NewCommand: QuietableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: "Write a new task with two example functions.",
    discussion: """
      In a Winnow checkout the task becomes LabelingFunctions/<Task>. Elsewhere, \
      --path makes a stand-alone package that depends on Winnow. No existing file \
      is replaced.

        winnow new Reviews --classes negative,positive
        winnow new Topics --classes billing,login --labels several
        winnow new Reviews --classes negative,positive --path my-reviews
        winnow label my-reviews reviews.csv --output labels.csv
      """
  )

  @Argument(help: "Name of the task: a capital letter, then letters and digits.")
  var task: String

  @Option(
    help: ArgumentHelp("The classes, separated by commas; two or more.", valueName: "a,b")
  )
  var classes: String

  @Option(
    name: .customLong("labels"),
    help: ArgumentHelp(
      "How many classes a document may have: one, or several.",
      valueName: "kind"
    )
  )
  var labelKind = LabelKind.one

  @Option(help: ArgumentHelp("Make a stand-alone package in this folder.", valueName: "dir"))
  var path: String?

  @Option(
    help: ArgumentHelp(
      "Winnow's checkout or URL for --path; by default the checkout of this program.",
      valueName: "url"
    )
  )
  var winnow: String?

  @OptionGroup var remarks: RemarkArguments

  var isQuiet: Bool { remarks.quiet }

  func run() throws {
    let template = try TaskTemplate(
      task: task,
      classNames: classes.split(separator: ","),
      labels: labelKind
    )
    let current = FileManager.default.currentDirectoryPath
    if let path {
      let folder = URL(filePath: path).path
      for file in try template.writePackage(to: folder, winnow: winnow) { Console.print(file) }
      Console.remark("next: winnow build \(path)")
    } else {
      guard let root = TaskLocation.workspace(from: current) else {
        throw Diagnostic(
          "no folder 'LabelingFunctions' from here upwards",
          help: "add '--path DIR' to make a stand-alone package"
        )
      }
      for file in try template.writeTask(to: root) { Console.print(file) }
      Console.remark("next: winnow build \(task)")
    }
  }
}
