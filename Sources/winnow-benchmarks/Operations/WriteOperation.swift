internal import CorpusIO
internal import LabelModels
internal import LabelingCore
internal import Pipeline
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
    let output = LabelOutput(labelSpace: patterns.labelSpace, functions: patterns.voters)
    return try Measurement("write jsonl", documentCount: patterns.rowCount, rounds: rounds) {
      let writer = try Corpus.writer(CorpusOutput.open(path: path), format: .jsonl)
      try writer.begin(OutputSchema(fields: corpus.fields.names, additions: output.shapes))
      var row = 0
      for batch in corpus.batches {
        try writer.write(batch.labeling.documents, from: batch.origin) { index in
          let pattern = Int(patterns.patternOfRow[row + index])
          return output.additions(
            label: labels[pattern],
            probabilities: posteriors[row: pattern],
            votes: patterns.entries(of: pattern)
          )
        }
        row += batch.labeling.count
      }
      try writer.finish()
      return [:]
    }
  }
}
