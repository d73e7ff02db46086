internal import CSVText
package import ByteIO
internal import CorpusIO
package import LabelingCore
internal import LabelModels
package import PluginHost
package import VoteIO

/// Opens files of votes, gold labels, labels and models.
package enum VoteFiles {
  /// Reads votes; gzip and a byte order mark are seen through.
  package static func votes(
    at path: String,
    options: VoteReadingOptions = VoteReadingOptions()
  ) throws -> VoteTable {
    try VoteTable.read(from: source(path), options: options)
  }

  /// Reads gold labels, from a table or from a session.
  package static func gold(
    at path: String,
    columns: GoldTable.Columns = GoldTable.Columns()
  ) throws -> GoldTable {
    if path != "-", let found = try AnswerExport.goldTable(of: path) {
      var table = try GoldTable(from: VoteIO.ByteSource(path: path, bytes: found.table))
      table.areChosen = found.areChosen
      return table
    }
    return try GoldTable(from: source(path), columns: columns)
  }

  /// Reads labels that were written as CSV.
  package static func labels(
    at path: String,
    labelSpace: LabelSpace? = nil,
    gold: GoldTable? = nil,
    columns: (id: String, label: String) = ("id", "label")
  ) throws -> LabelTable {
    try LabelTable.read(
      from: source(path),
      labelSpace: labelSpace,
      gold: gold,
      idColumns: [columns.id],
      labelColumns: [columns.label]
    )
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

  private static func source(_ path: String) throws -> VoteIO.ByteSource {
    let input = try CorpusInput.open(path: path, format: .csv, encoding: nil)
    var isHead = true
    return VoteIO.ByteSource(path: path) { buffer in
      let count = try input.source.read(into: buffer)
      if isHead {
        isHead = false
        let head = UnsafeRawBufferPointer(rebasing: buffer[..<count])
        if !head.starts(with: "WNWVOTES".utf8) { try WholeFile.requireText(head, of: path) }
      }
      return count
    }
  }
}

/// Writes votes as they come.
package final class VoteOutput {
  private enum Writer {
    case binary(VoteFileWriter)
    case csv(VoteCSVWriter)
  }

  private let sink: any ByteIO.ByteSink
  private var writer: Writer

  /// Opens one of a command's outputs.
  ///
  /// - Parameters:
  ///   - path: Where the votes go.
  ///   - files: The command's files.
  ///   - format: The votes' format.
  ///   - escapesFormulas: Whether what a spreadsheet would compute gets an apostrophe in CSV.
  ///   - plugin: The plugin whose functions vote.
  ///   - corpus: The paths of the corpus.
  /// - Throws: `ByteError` when the path cannot be written.
  package init(
    path: String,
    of files: RunFiles,
    format: VoteFormat,
    escapesFormulas: Bool = false,
    plugin: LoadablePlugin,
    corpus: [String]
  ) throws {
    let sink = try files.open(path)
    self.sink = sink
    let functions = plugin.manifest.functions
    let write: VoteIO.ByteSink = { try sink.write($0) }
    switch format {
    case .votes:
      let manifest = VoteManifest(
        task: plugin.task,
        corpus: VoteManifest.Corpus(
          description: corpus.joined(separator: ", "),
          digest: CorpusDigest.of(corpus)?.description
        ),
        voters: functions.map { .init(name: $0.name, fingerprint: $0.fingerprint) },
        classes: plugin.manifest.labelSpace.classes
      )
      writer = .binary(try VoteFileWriter(manifest: manifest, write: write))
    case .csv:
      writer = .csv(
        VoteCSVWriter(
          voters: functions.map(\.name),
          labelSpace: plugin.manifest.labelSpace,
          escapesFormulas: escapesFormulas,
          write: write
        )
      )
    }
  }

  /// Appends the votes of a batch.
  package func append(_ batch: VotedBatch) throws {
    switch writer {
    case .binary(var file):
      try batch.forEachRow { row, votes in try file.append(id: batch.id(at: row), votes: votes) }
      writer = .binary(file)
    case .csv(var file):
      try batch.forEachRow { row, votes in try file.append(id: batch.id(at: row), votes: votes) }
      writer = .csv(file)
    }
  }

  /// Makes the file permanent.
  package func finish() throws {
    switch writer {
    case .binary(var file): try file.finish()
    case .csv(var file): try file.finish()
    }
    try sink.finish()
  }

  /// Gives the file up.
  package func discard() { sink.discard() }
}
