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
      help: "write the names with commas between them, each once: --classes ham,spam"
    )
  }
}
