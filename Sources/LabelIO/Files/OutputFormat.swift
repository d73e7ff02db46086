package import CorpusIO
internal import LabelingCore
internal import Platform

/// Which format an output has: what an option says, else what its suffix says, and never a guess.
package enum OutputFormat {
  /// The format of a corpus that is written.
  ///
  /// - Parameters:
  ///   - path: Where it goes.
  ///   - format: What an option says.
  ///   - option: That option, with its dashes.
  /// - Returns: `nil` for what has no name that could tell, such as standard output.
  /// - Throws: `Diagnostic` for a file whose suffix names no format.
  package static func corpus(
    at path: String,
    named format: CorpusFormat?,
    option: String = "--output-format"
  ) throws -> CorpusFormat? {
    if let format = format ?? CorpusFormat(path: path) { return format }
    guard isNamedFile(path) else { return nil }
    throw Diagnostic(
      at: SourceLocation(path),
      "the suffix names no corpus format",
      help: "name the file \(CorpusFormat.suffixList), or pass one of them with '\(option)'"
    )
  }

  /// The format of votes that are written; CSV for what has no name that could tell.
  ///
  /// - Throws: `Diagnostic` for a file whose suffix names no format.
  package static func votes(at path: String, named format: VoteFormat?) throws -> VoteFormat {
    if let format = format ?? VoteFormat(path: path) { return format }
    guard isNamedFile(path) else { return .corpus(.csv) }
    throw Diagnostic(
      at: SourceLocation(path),
      "the suffix names no format of votes",
      help:
        "name the file .\(VoteFormat.votes.rawValue), \(CorpusFormat.suffixList), or pass one of them with "
        + "'--output-format'"
    )
  }

  /// Whether a path is that of a file, not standard output, a pipe or a device.
  private static func isNamedFile(_ path: String) -> Bool {
    guard path != "-" else { return false }
    guard let status = try? FileStatus(of: path) else { return true }
    return status.kind == .plain
  }
}
