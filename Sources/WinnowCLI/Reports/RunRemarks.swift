internal import CorpusIO
internal import LabelIO
internal import LabelingCore
internal import PluginHost

/// What a run over a corpus has to say besides its result.
enum RunRemarks {
  /// The faults as a table, or as lines where that is too wide; empty when there are none.
  static func faults(_ faults: [LabelingFunctionFault]) -> [StyledText] {
    guard !faults.isEmpty else { return [] }
    var table = TextTable([
      ("faulty function", .left), ("cells", .right), ("cause", .left), ("first document", .left),
      ("first message", .left), ("place", .left),
    ])
    for fault in faults {
      table.add([
        fault.function, "\(fault.count)", fault.causes,
        fault.documents.first ?? "", fault.firstMessage, "\(fault.location)",
      ])
    }
    if table.fits(.errors) { return table.lines(for: .errors) }
    return faults.map { fault in
      StyledText(
        "  \(fault.location): '\(fault.function)' \(fault.causes), first on document "
          + "'\(fault.documents.first ?? "")': \(fault.firstMessage)"
      )
    }
  }

  /// Prints bad records, faults and losses to standard error.
  ///
  /// - Throws: ``CommandFailure`` with exit code 2 when there are any and they are forbidden.
  static func print(
    rejectedCount: Int,
    firstRejects: [RejectedRecord],
    faults: [LabelingFunctionFault] = [],
    losses: [ConversionLoss] = [],
    isQuiet: Bool,
    isStrict: Bool = false
  ) throws {
    if rejectedCount > 0 {
      Console.print(
        Diagnostic(
          severity: .warning,
          "\(rejectedCount) bad \(rejectedCount == 1 ? "record was" : "records were") left out",
          help: "'--rejects FILE' writes them all to a file"
        )
      )
      for reject in firstRejects {
        Console.note("  \(reject.location): \(reject.diagnostic.headline)")
      }
    }
    if !faults.isEmpty {
      Console.print(
        Diagnostic(
          severity: .warning,
          "\(faults.count) \(faults.count == 1 ? "function" : "functions") had faults; "
            + "their faulty cells abstain"
        )
      )
      Console.note(self.faults(faults))
    }
    for loss in ConversionLoss.summed(losses) where !isQuiet {
      Console.remark(Diagnostic(severity: .warning, "\(loss)"))
    }
    if isStrict, rejectedCount > 0 || !faults.isEmpty {
      throw CommandFailure(code: CommandFailure.strictCode)
    }
  }

  /// Says which gold labels of a file were not used.
  static func print(gold: GoldJoin.Outcome?) {
    for warning in gold?.warnings(about: "the corpus") ?? [] { Console.print(warning) }
  }

  /// Says that a gold field was named that no document has a value in.
  static func print(emptyGoldField name: String?) {
    guard let name else { return }
    Console.print(
      Diagnostic(
        severity: .warning,
        "field '\(name)' is empty in every document, so no gold label is used",
        help: "name the field of known labels with '--gold-field', or leave it out"
      )
    )
  }

  /// Prints bad records, faults and losses as the options of a command ask for.
  static func print(
    rejectedCount: Int,
    firstRejects: [RejectedRecord],
    faults: [LabelingFunctionFault] = [],
    losses: [ConversionLoss] = [],
    reporting: ReportingArguments
  ) throws {
    try print(
      rejectedCount: rejectedCount,
      firstRejects: firstRejects,
      faults: faults,
      losses: losses,
      isQuiet: reporting.quiet,
      isStrict: reporting.strict
    )
  }
}
