internal import LabelIO
internal import LabelModels
internal import LabelingCore
internal import OptionValues
internal import Runs
internal import Sessions

/// Labels of several classes a document.
extension EvaluateCommand {
  /// Whether the labels are of several classes a document.
  func isOfSeveral() throws -> Bool {
    if let labelKind { return labelKind == .several }
    return columns == nil ? try labelSetFile().isThere() : false
  }

  /// Scores labels of several classes a document.
  func evaluateSeveral() throws {
    let help = "leave it out; '--json' has all scores"
    try OptionUse.refuse(["--plots"], meantFor: .one, help: help)
    try OptionUse.refuse(["--groups", "--task"], meantFor: .one, help: "leave it out")
    var goldFile = GoldFile(at: gold)
    goldFile.kind = .several
    if let names = try goldColumns.map({ try Self.pair($0, option: "--gold-columns") }) {
      goldFile.idFields = [names.id]
      goldFile.labelFields = [names.label]
    }
    let goldTable = try GoldLabels.read(goldFile)
    let evaluated = try EvaluatedLabelSets(labelSetFile().read(gold: goldTable), gold: goldTable)
    for warning in VoteRemarks.lookalikes(of: evaluated.classes) { Console.remark(warning) }
    for var warning in evaluated.join.warnings(about: "the labels") {
      warning.notes.append("gold labels without a document lower the coverage")
      Console.print(warning)
    }
    if evaluated.foreignCount > 0 {
      Console.print(
        ScoreText.foreignGold(
          evaluated.foreignCount,
          names: evaluated.foreignClasses,
          among: evaluated.classes
        )
      )
    }
    if goldTable.inclusion != nil { Console.remark(MultiLabelText.uncorrected) }
    let report = evaluated.report
    if json { return try Console.printJSON(report) }
    Console.print(MultiLabelText.scores([(labels, report)], heading: "against gold"))
    Console.print(MultiLabelText.cardinality(report))
    Console.print("")
    Console.print(MultiLabelText.classes(report))
    if report.unjudgedCount > 0 {
      Console.remark(
        "\(Formatting.count(report.unjudgedCount, "label")) "
          + "\(Formatting.verb(report.unjudgedCount, "has", "have")) no gold label to compare with"
      )
    }
  }

  private func labelSetFile() throws -> LabelSetFile {
    var file = LabelSetFile(at: labels)
    file.schema = LabelSchema(prefix: prefix)
    if let names = try columns.map({ try Self.pair($0, option: "--columns") }) {
      file.idFields = [names.id]
      file.labelField = names.label
    }
    file.options = try text.options(paths: [labels], record: records.record)
    return file
  }
}
