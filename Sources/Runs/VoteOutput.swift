package import ByteIO
package import CorpusIO
package import LabelIO
internal import LabelingCore
package import PluginHost
internal import Workspace

/// Writes votes as they come, in the format that the suffix names.
///
/// A `.votes` file keeps where the votes are from; CSV and TSV have a column per function, JSON
/// Lines and XML the object of votes that labels with provenance have.
package final class VoteOutput {
  private enum Writer {
    case binary(VoteFileWriter)
    case csv(VoteCSVWriter)
    case records(any CorpusWriter, LabelFieldEncoder, BatchOrigin)

    /// Says what the votes of the next batch are for.
    mutating func use(_ ballots: BallotRegister) {
      switch self {
      case .binary(var file):
        file.use(ballots)
        self = .binary(file)
      case .csv(var file):
        file.use(ballots)
        self = .csv(file)
      case .records: break
      }
    }
  }

  private let sink: any ByteSink
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
    let labelSpace = plugin.manifest.labelSpace
    switch format {
    case .votes:
      let manifest = VoteManifest(
        task: plugin.task,
        corpus: VoteManifest.Corpus(
          description: corpus.joined(separator: ", "),
          digest: CorpusDigest.of(corpus)?.description
        ),
        voters: functions.map { .init(name: $0.name, fingerprint: $0.fingerprint) },
        classes: labelSpace.classes,
        labels: plugin.manifest.labels,
        groups: labelSpace.groups
      )
      writer = .binary(try VoteFileWriter(manifest: manifest, to: sink))
    case .corpus(let format) where format.isSeparatedValues:
      writer = .csv(
        VoteCSVWriter(
          voters: functions.map(\.name),
          labelSpace: labelSpace,
          kind: plugin.manifest.labels,
          escapesFormulas: escapesFormulas,
          isTabSeparated: format.separator == 0x09,
          path: path,
          to: sink
        )
      )
    case .corpus(let format):
      var output = LabelFieldEncoder(labelSpace: labelSpace, functions: functions.map(\.name))
      output.hasLabel = false
      output.hasProvenance = true
      let fields = FieldTable(["id"])
      let records = try Corpus.writer(sink, format: format)
      try records.begin(OutputSchema(fields: fields.names, additions: output.shapes))
      writer = .records(records, output, BatchOrigin(path: path, format: .csv, fields: fields))
    }
  }

  /// Appends the votes of a batch.
  package func append(_ batch: VotedBatch<CorpusContext>) throws {
    writer.use(batch.ballots)
    switch writer {
    case .binary(var file):
      try batch.forEachRow { row, votes in try file.append(id: batch.id(at: row), votes: votes) }
      writer = .binary(file)
    case .csv(var file):
      try batch.forEachRow { row, votes in try file.append(id: batch.id(at: row), votes: votes) }
      writer = .csv(file)
    case .records(let records, let output, let origin):
      let votes = batch.patterns(voters: output.functions, labelSpace: output.labelSpace)
      let patternOfRow = votes.patternOfRow
      var output = output
      output.ballots = votes.ballots
      let ids = patternOfRow.indices.map { batch.id(at: $0) }
      try records.write(DocumentBatch(ids: ids[...]), from: origin) { row in
        output.additions(
          label: .abstain,
          probabilities: [],
          votes: votes.entries(of: Int(patternOfRow[row]))
        )
      }
    }
  }

  /// Makes the file permanent.
  package func finish() throws {
    switch writer {
    case .binary(var file): try file.finish()
    case .csv(var file): try file.finish()
    case .records(let records, _, _): return try records.finish()
    }
    try sink.finish()
  }

  /// Gives the file up.
  package func discard() { sink.discard() }
}
