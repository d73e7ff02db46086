internal import ArgumentParser
internal import ByteIO
internal import CorpusIO
internal import Inspection
internal import LabelIO
internal import LabelingCore
internal import PluginHost
internal import Runs
internal import Sessions

/// A task, a corpus, a label model, and gold labels to judge by.
struct InspectionArguments: ParsableArguments {
  @OptionGroup var input: ApplyArguments
  @OptionGroup(title: "Model") var model: ModelArguments

  @Option(help: "Gold labels to judge by, besides those of --gold-field: id,label in any format.")
  var gold: String?

  /// The plan of the command's files: what is inspected, bad records, and these.
  func files(writes: [String?] = []) throws -> RunFiles {
    try input.files(reads: Gold.files(gold), writes: writes)
  }

  /// The inspection that the options describe.
  ///
  /// - Parameters:
  ///   - files: The plan of the command's files.
  ///   - inclusionField: A field with the probability that a document got its gold label.
  ///   - ids: Ids of documents whose rows are wanted.
  /// - Returns: The corpus with its votes and labels.
  /// - Throws: What building, reading, applying and fitting throw.
  func inspect(
    _ files: RunFiles,
    inclusionField: String? = nil,
    ids: [String] = []
  ) throws -> Inspection {
    let (apply, progress) = try input.applyRun(files)
    let labels = apply.plugin.manifest.labels
    var run: InspectionRun
    switch labels {
    case .one:
      run = InspectionRun(
        apply: apply,
        fit: try model.fitRun(classes: apply.plugin.manifest.labelSpace)
      )
    case .several:
      try OptionUse.refuse(
        FitCommand.optionsOfOneClass + ["--inclusion-field"],
        meantFor: .one,
        help: "leave it out"
      )
      run = InspectionRun(
        apply: apply,
        fit: try model.multiLabelRun(areColumns: true, thresholdBy: nil)
      )
    }
    run.gold = try gold.map { try GoldLabels.read($0, labels) }
    run.inclusionField = inclusionField
    run.ids = Set(ids.map { ExactString($0) })
    let inspection = try run.run()
    progress.finish()
    return inspection
  }

  /// Prints what applying had to say; with `--strict` that may end the command.
  func remark(on inspection: Inspection) throws {
    RunRemarks.print(gold: inspection.gold)
    RunRemarks.print(
      emptyGoldField: inspection.outcome.lacksGold ? input.fields.goldField : nil
    )
    try RunRemarks.print(
      rejectedCount: inspection.outcome.rejectedCount,
      firstRejects: inspection.outcome.firstRejects,
      faults: inspection.outcome.faults,
      reporting: input.run.reporting
    )
  }
}

extension Inspection {
  /// The function of a name that an option was given.
  func function(named name: String) throws -> Int {
    guard let index = votes.voters.firstIndex(ofExactly: name) else {
      throw Diagnostic(
        "there is no function '\(name)'",
        help: Suggestion.help(for: name, among: votes.voters, kind: "functions")
      )
    }
    return index
  }

  /// The class of a name that an option was given; where documents have several, the statement that
  /// it is present, or with `-` before it that it is absent.
  func statement(named name: String) throws -> Int {
    let space = votes.labelSpace
    switch kind {
    case .one: if let vote = space.vote(for: name) { return vote.classIndex }
    case .several: if let statement = space.statement(named: name) { return statement }
    }
    throw noClass(name)
  }

  /// What a label says that an option was given: its class, or the classes of `billing+-login` that
  /// are present and absent.
  func statements(named name: String) throws -> [Int] {
    guard kind == .several else { return [try statement(named: name)] }
    guard let statements = votes.labelSpace.statements(named: name) else { throw noClass(name) }
    return statements
  }

  private func noClass(_ name: String) -> Diagnostic {
    // Which of several is wrong can be told only where there is one.
    let parts = kind == .one ? [] : StatementNotation.parts(of: name).parts
    let wrong = parts.first { votes.labelSpace.vote(for: $0.name) == nil }?.name ?? name
    return Diagnostic(
      "there is no class '\(wrong)'",
      help: Suggestion.help(for: wrong, among: votes.labelSpace.classes, kind: "classes")
    )
  }

  /// Refuses to judge without gold labels.
  func requireGold() throws {
    guard !hasGold else { return }
    throw Diagnostic(
      at: SourceLocation(source.paths[0]),
      "there are no gold labels to judge by",
      help: "name their field with '--gold-field', or give a file with '--gold'"
    )
  }
}
