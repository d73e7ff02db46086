internal import ArgumentParser

/// What a run over a corpus says besides its result, and how it ends.
struct ReportingArguments: ParsableArguments {
  @Flag(help: "End with exit code 2 when records were bad or functions had faults.")
  var strict = false

  @OptionGroup var remarks: RemarkArguments

  /// Whether progress and remarks are left out.
  var quiet: Bool {
    get { remarks.quiet }
    set { remarks.quiet = newValue }
  }
}
