internal import OptionValues

/// The classes of `--classes`.
enum ClassNames {
  /// Reads names with commas between them.
  ///
  /// - Throws: ``UsageError`` for a name that is empty or there twice.
  static func parse(_ list: String) throws -> [String] {
    try OptionValue.names(
      list,
      of: "--classes",
      help: "write each name once, separated by commas: --classes ham,spam"
    )
  }
}
