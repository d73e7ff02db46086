internal import ByteIO
internal import CorpusIO
internal import LabelIO
internal import LabelModels
internal import LabelingCore
internal import PluginHost

/// Writes documents that have been read with their labels as JSON Lines.
struct WriteOperation {
  let corpus: LoadedCorpus
  let patterns: VotePatterns
  let path: String

  func run(rounds: Int) throws -> Measurement {
    let majority = try MajorityVote().fitted(to: patterns)
    let posteriors = try majority.posteriors(of: patterns)
    let labels = majority.hardLabels(from: posteriors, of: patterns)
    let output = LabelFieldEncoder(labelSpace: patterns.labelSpace, functions: patterns.voters)
    return try Measurement("write jsonl", documentCount: patterns.rowCount, rounds: rounds) {
      let files = try RunFiles(reads: [], writes: [path])
      let writer = try Corpus.writer(files.open(path), format: .jsonl)
      try writer.begin(OutputSchema(fields: corpus.fields.names, additions: output.shapes))
      // Rows of a pattern have the same labels, so these are encoded once.
      let encoded = (0..<patterns.patternCount).map { pattern in
        writer.encoded(
          output.additions(
            label: labels[pattern],
            probabilities: posteriors[row: pattern],
            votes: patterns.entries(of: pattern)
          )
        )
      }
      var row = 0
      for batch in corpus.batches {
        let start = row
        try writer.write(
          batch.documents,
          from: batch.origin,
          addingEncoded: { encoded[Int(patterns.patternOfRow[start + $0])] }
        )
        row += batch.count
      }
      try writer.finish()
      try files.commit()
      return [:]
    }
  }
}
