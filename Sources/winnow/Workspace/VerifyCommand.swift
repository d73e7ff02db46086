internal import ArgumentParser
internal import Foundation
internal import LabelStore
internal import LabelingCore
internal import Pipeline

/// `winnow verify`.
struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Make labels again and compare them byte by byte.",
    discussion: """
      The file is found among the outputs of the workspace's runs by its bytes. The \
      run is repeated, with every function run again; when the bytes differ, what \
      has changed since is named: corpus, functions, toolchain, gold labels.

        winnow verify labels.jsonl
      """
  )

  @Argument(help: "Labels, votes or a model that a run wrote.")
  var file: String

  @OptionGroup var place: WorkspaceArguments

  func run() throws {
    let (run, digest) = try WorkspaceArguments.run(writing: file, in: place.open().opened())
    var again = try Reproduction(of: run)
    let isSame = try again.makes(digest)
    guard isSame else {
      throw Diagnostic(
        "'\(file)' cannot be made again from run \(run.id ?? 0)",
        notes: again.changes,
        help: "'winnow runs show \(run.id ?? 0)' shows what went into it"
      )
    }
    Console.print("\(file): run \(run.id ?? 0) made again gives the same bytes")
    for change in again.changes { Console.note("without effect: \(change)") }
  }
}
