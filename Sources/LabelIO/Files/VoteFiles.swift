package import ByteIO
internal import CSVText
internal import CorpusIO
internal import LabelingCore

/// Opens files of votes, labels and models.
package enum VoteFiles {
  /// Reads votes: a vote file, a table, or records with an object of votes, as labels with
  /// provenance have them; gzip and a byte order mark are seen through.
  package static func votes(
    at path: String,
    options: VoteReadingOptions = VoteReadingOptions()
  ) throws -> VoteTable {
    if let records = try VoteRecords(at: path, layout: options.layout, kind: options.kind) {
      return try records.read(options)
    }
    var options = options
    if CorpusFormat(path: path)?.separator == 0x09 { options.isTabSeparated = true }
    return try VoteTable.read(from: source(path), options: options)
  }

  /// Writes a gold table to be filled in: `id,label` with empty labels.
  package static func writeQuestions(
    about ids: [String],
    to path: String,
    of files: RunFiles
  ) throws {
    var encoder = CSVEncoder()
    var bytes: [UInt8] = []
    for row in [["id", "label"]] + ids.map({ [$0, ""] }) {
      for cell in row { encoder.append(cell, to: &bytes) }
      encoder.endRecord(&bytes)
    }
    try files.write(bytes, to: path)
  }

  private static func source(_ path: String) throws -> NamedSource {
    let input = try CorpusInput.open(path: path, format: .csv, encoding: nil)
    let source = PeekedSource(input.source)
    let head = try source.peek(1 << 12)
    if !head.starts(with: "WNWVOTES".utf8) { try WholeFile.requireText(head, of: path) }
    return NamedSource(source, path: path)
  }
}
