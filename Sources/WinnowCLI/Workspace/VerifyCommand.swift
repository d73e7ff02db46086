internal import ArgumentParser
internal import Foundation
internal import LabelStore
internal import LabelingCore
internal import Workspace

/// `winnow verify`.
struct VerifyCommand: QuietableCommand {
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

  @Flag(help: .json)
  var json = false

  @OptionGroup var remarks: RemarkArguments

  var isQuiet: Bool { remarks.quiet }

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
    if json {
      let report = VerificationReport(file: file, run: run.id ?? 0, changes: again.changes)
      return try Console.printJSON(report)
    }
    Console.print("\(file): run \(run.id ?? 0) made again gives the same bytes")
    for change in again.changes { Console.remark("without effect: \(change)") }
  }
}

/// What `winnow verify --json` prints, when the bytes are the same.
private struct VerificationReport: Encodable {
  let file: String
  let run: Int64
  /// What has changed since, without effect.
  let changes: [String]
}
