package import CorpusIO
internal import Glibc
internal import LabelingCore

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
      help: "name the file .csv, .tsv, .jsonl or .xml, or pass one of them with '\(option)'"
    )
  }

  /// The format of votes that are written; CSV for what has no name that could tell.
  ///
  /// - Throws: `Diagnostic` for a file whose suffix names no format.
  package static func votes(at path: String, named format: VoteFormat?) throws -> VoteFormat {
    if let format = format ?? VoteFormat(path: path) { return format }
    guard isNamedFile(path) else { return .csv }
    throw Diagnostic(
      at: SourceLocation(path),
      "the suffix names no format of votes",
      help: "name the file .votes, .csv, .tsv, .jsonl or .xml, or pass one of them with "
        + "'--output-format'"
    )
  }

  /// Whether a path is that of a file, not standard output, a pipe or a device.
  private static func isNamedFile(_ path: String) -> Bool {
    var status = stat()
    return path != "-" && (stat(path, &status) != 0 || status.st_mode & S_IFMT == S_IFREG)
  }
}

/// Formats that votes are written in.
package enum VoteFormat: String, CaseIterable, Sendable {
  /// With where the votes came from, and checked when it is read.
  case votes
  /// An id and a column per function.
  case csv
  /// The same between tabs.
  case tsv
  /// Records with an object of votes.
  case jsonl
  /// The same as elements.
  case xml

  /// The format that a path's suffix stands for; `.gz` behind it is ignored.
  init?(path: String) {
    if let format = CorpusFormat(path: path) {
      self = format.votes
      return
    }
    var name = path.lowercased()
    if name.hasSuffix(".gz") { name.removeLast(3) }
    guard name.hasSuffix(".\(Self.votes)") else { return nil }
    self = .votes
  }
}

extension CorpusFormat {
  /// The format of votes that is this one.
  fileprivate var votes: VoteFormat {
    switch self {
    case .csv: .csv
    case .tsv: .tsv
    case .jsonl: .jsonl
    case .xml: .xml
    }
  }
}
