internal import ByteIO
internal import CorpusIO
internal import Foundation
internal import Inspection
internal import LabelStore
internal import LabelingCore
internal import PluginHost
internal import Runs
internal import Workspace

/// A run that is done again.
struct Reproduction {
  private let run: RunRecord
  private let command: RecordedCommand
  /// What the run read, and what is not as it was.
  private var inputs: RunInputs?
  /// What else may be the reason that its output is another.
  private var reasons: [String] = []

  /// What is not as it was when the run was done.
  var changes: [String] { (inputs?.changes ?? []) + reasons }

  /// Prepares to do a run again.
  ///
  /// - Throws: A `Diagnostic` when its command line cannot be read.
  init(of run: RunRecord) throws {
    self.run = run
    command = try RecordedCommand(of: run)
  }

  /// Does the run again and compares its output.
  ///
  /// - Parameter digest: Digest of the file it wrote then.
  /// - Returns: Whether the bytes are the same; if not, ``changes`` says why.
  /// - Throws: What the run throws.
  mutating func makes(_ digest: String) throws -> Bool {
    guard let file = run.files.first(where: { $0.digest == digest && $0.role != .gold }),
      findsInputs(), let made = try make(file.role, named: file.path)
    else { return false }
    if made != digest { reasons += try unsteadyFunctions() }
    if made != digest, changes.isEmpty {
      reasons.append("nothing that was written down has changed; this is a mistake of winnow")
    }
    return made == digest
  }

  /// Looks for the corpus and the other files that were read.
  private mutating func findsInputs() -> Bool {
    guard FileManager.default.changeCurrentDirectoryPath(run.folder) else {
      reasons.append("the folder '\(run.folder)' is gone")
      return false
    }
    let inputs = RunInputs(of: run)
    self.inputs = inputs
    return inputs.areReadable
  }

  private mutating func make(_ role: RunRecord.File.Role, named path: String) throws -> String? {
    let name = (path as NSString).lastPathComponent
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "winnow-verify-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let output = "\(folder)/\(name)"
    if var label = command.label {
      label.input.reading.rejects = nil
      label.input.run.quiet = true
      let labels = role == .labels ? output : "\(folder)/labels.jsonl"
      let model = role == .model ? output : nil
      let files = try label.input.files(reads: Gold.files(label.gold), writes: [labels, model])
      let apply = try applyRun(of: label.input, files)
      let format = label.form.outputFormat
      if role != .labels, format == nil { label.form.outputFormat = "jsonl" }
      if apply.plugin.manifest.labels == .several {
        _ = try label.labelSeveral(apply, writingTo: labels, modelPath: model)
      } else {
        _ = try label.label(apply, writingTo: labels, modelPath: model)
      }
      try files.commit()
    } else if var apply = command.apply {
      apply.input.reading.rejects = nil
      apply.input.run.quiet = true
      let files = try apply.input.files(writes: [output])
      let run = try applyRun(of: apply.input, files)
      _ = try apply.apply(run, writingTo: output)
      try files.commit()
    }
    return CorpusDigest.of([output])?.description
  }

  /// Functions that answer differently each time, in words.
  private func unsteadyFunctions() throws -> [String] {
    guard var input = command.label?.input ?? command.apply?.input else { return [] }
    input.reading.rejects = nil
    input.run.quiet = true
    var apply = try input.applyRun(input.files()).run
    apply.workspace = nil
    apply.cache = nil
    apply = apply.ofVotesAlone
    var steady = SteadyVotes()
    _ = try apply.run { steady.add($0) }
    return try steady.differences(askingAgain: apply).map(\.words)
  }

  /// The run without workspace and cache; compares plugin and toolchain on the way.
  private mutating func applyRun(
    of input: ApplyArguments,
    _ files: RunFiles
  ) throws -> ApplyRun {
    var apply = try input.applyRun(files).run
    apply.workspace = nil
    apply.cache = nil
    inputs?.compare(apply.plugin)
    return apply
  }
}
