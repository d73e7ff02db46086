internal import LabelingCore
internal import OptionValues

/// The splits of `train=0.8,valid=0.1,test=0.1`.
enum SplitShares {
  /// Reads names and shares.
  ///
  /// - Throws: A `Diagnostic` for names that are not file names or occur twice, and for
  ///   shares that do not sum to 1.
  static func parse(_ text: String) throws -> [(name: String, share: Double)] {
    let splits = try text.split(separator: ",", omittingEmptySubsequences: false).map { pair in
      let parts = pair.split(separator: "=", omittingEmptySubsequences: false).map(String.init)
      guard parts.count == 2, let share = OptionValue.share(parts[1], in: 0...1), share > 0,
        !parts[0].isEmpty, !parts[0].hasPrefix("."), !parts[0].contains("/")
      else {
        throw UsageError(
          value: pair,
          of: "--split",
          help: "write --split train=0.8,valid=0.1,test=0.1"
        )
      }
      return (name: parts[0], share: share)
    }
    if Set(splits.map(\.name)).count < splits.count {
      throw UsageError(
        "a name occurs twice in '--split'",
        help: "each split becomes a file with a name that no other has"
      )
    }
    let sum = splits.reduce(0) { $0 + $1.share }
    guard abs(sum - 1) < 1e-6 else {
      throw UsageError(
        "the shares in '--split' sum to \(Formatting.share(sum)), not to 1",
        help: "write --split train=0.8,valid=0.1,test=0.1"
      )
    }
    return splits
  }
}
