internal import ArgumentParser
internal import CorpusIO
internal import OptionValues

/// How much of a corpus is read, and what happens to bad records.
struct CorpusLimitArguments: ParsableArguments {
  @Option(
    help: "Read at most this many documents, to try something out.",
    transform: OptionValue.count()
  )
  var limit: Int?

  @Option(help: onErrorHelp)
  var onError = "fail"

  /// What `--on-error` does in every command that has it.
  static let onErrorHelp: ArgumentHelp = "Bad records: fail, skip, or the greatest number to skip."

  /// Adds the limits to a corpus.
  ///
  /// - Throws: ``UsageError`` for an unknown policy.
  func apply(to source: inout CorpusSource) throws {
    source.errorPolicy = try Self.policy(onError)
    source.documentLimit = limit
  }

  /// The policy that `--on-error` names.
  static func policy(_ text: String) throws -> ErrorPolicy {
    guard let policy = ErrorPolicy(text) else {
      throw UsageError(
        value: text,
        of: "--on-error",
        help: "values are 'fail', 'skip' or a count"
      )
    }
    return policy
  }
}

/// How a corpus is read, except for what its records are.
struct CorpusFormArguments: ParsableArguments {
  @OptionGroup var text: CorpusTextArguments
  @OptionGroup var limits: CorpusLimitArguments

  @Option(help: "Where bad records are written (JSON Lines); by default nowhere.")
  var rejects: String?

  /// The corpus as the options describe it.
  func source(paths: [String], record: String?) throws -> CorpusSource {
    var source = CorpusSource(paths: paths)
    source.options = try text.options(paths: paths, record: record)
    try limits.apply(to: &source)
    source.rejectsPath = rejects
    return source
  }
}
