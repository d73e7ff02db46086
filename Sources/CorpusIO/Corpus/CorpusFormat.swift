/// The file formats that corpora come in.
package enum CorpusFormat: String, CaseIterable, Hashable, Sendable {
  /// Comma-separated values, RFC 4180 and its dialects.
  case csv
  /// Tab-separated values.
  case tsv
  /// One JSON object a line.
  case jsonl
  /// XML with one element per record.
  case xml

  /// The format that a path's suffix stands for; `.gz` behind it is ignored.
  ///
  /// `.json` is taken for JSON Lines. A file that is one JSON array or one
  /// object over many lines is told apart by its first record's error.
  package init?(path: String) {
    var name = path.split(separator: "/").last.map { $0.lowercased() } ?? ""
    if name.hasSuffix(".gz") { name.removeLast(3) }
    guard let dot = name.lastIndex(of: ".") else { return nil }
    switch name[name.index(after: dot)...] {
    case "csv": self = .csv
    case "tsv", "tab": self = .tsv
    case "jsonl", "ndjson", "json": self = .jsonl
    case "xml": self = .xml
    default: return nil
    }
  }

  /// Whether a path says that the file is compressed with gzip.
  package static func isCompressed(path: String) -> Bool { path.lowercased().hasSuffix(".gz") }
}
