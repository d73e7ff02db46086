package import ByteIO
package import CorpusIO
package import LabelIO
package import LabelModels
package import LabelingCore

/// Reads models and predicts with them.
package enum ModelRuns {
  /// Reads a model that was written by `winnow fit`.
  ///
  /// - Throws: A `Diagnostic` that names the file.
  package static func model(at path: String) throws -> any FittedLabelModel {
    guard case .one(let model) = try content(at: path) else {
      throw Diagnostic(
        at: SourceLocation(path),
        "the model is for several classes a document, which this command does not take",
        help: "'winnow predict' labels with it, 'winnow model show' shows it"
      )
    }
    return model
  }

  /// Reads statistics of shards and adds them up.
  ///
  /// A file may hold those of several shards, one after the other; each begins on a
  /// line of its own.
  /// - Throws: A `Diagnostic` that names the file.
  package static func statistics(at paths: [String]) throws -> VoteStatistics {
    var shards: [VoteStatistics] = []
    for path in paths {
      for bytes in shardTexts(try WholeFile.statistics.bytes(at: path)) {
        do throws(LabelModelError) {
          shards.append(try VoteStatistics(bytes: bytes))
        } catch {
          throw error.diagnostic(at: SourceLocation(path))
        }
      }
    }
    return try VoteStatistics(merging: shards)
  }

  /// Cuts a file before each line that begins with a brace.
  private static func shardTexts(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    let start = bytes.firstIndex { $0 != 0x0A } ?? bytes.endIndex
    var texts: [ArraySlice<UInt8>] = []
    var rest = bytes[start...]
    while let end = rest.dropFirst().indices.first(where: {
      bytes[$0] == UInt8(ascii: "{") && bytes[$0 - 1] == 0x0A
    }) {
      texts.append(rest[..<end])
      rest = rest[end...]
    }
    return texts + [rest]
  }

  /// Writes a label for each row of votes: `id`, label, confidence and probabilities.
  ///
  /// - Parameters:
  ///   - votes: The votes.
  ///   - ids: The ids of their rows.
  ///   - model: A model of the same voters and classes.
  ///   - ties: How ties are broken.
  ///   - labelsUncovered: Whether rows without votes get a label too.
  ///   - hasProvenance: Whether each voter's vote is written too.
  ///   - coarse: Where labels stop at a group of classes; `nil` for labels that are classes.
  ///   - format: The format of the labels.
  ///   - options: How they are written.
  ///   - path: Where they go.
  ///   - files: The plan of the command's files, with the path among its outputs.
  /// - Throws: `LabelModelError` when the model is of other voters or classes,
  ///   and what writing throws.
  package static func predict(
    _ votes: VotePatterns,
    ids: [String],
    model: any FittedLabelModel,
    ties: TieBreaking,
    labelsUncovered: Bool,
    hasProvenance: Bool,
    coarse: CoarseLabels? = nil,
    format: CorpusFormat,
    options: CorpusWriterOptions,
    writingTo path: String,
    of files: RunFiles
  ) throws {
    let probabilities = try model.posteriors(of: votes)
    let labels = model.hardLabels(
      from: probabilities,
      of: votes,
      ties: ties,
      unvoted: labelsUncovered
    )
    var output = LabelFieldEncoder(
      labelSpace: votes.labelSpace,
      functions: votes.voters,
      ballots: votes.ballots
    )
    output.hasProvenance = hasProvenance
    output.coarse = coarse
    try write(ids, additions: output.shapes, format, options, to: path, of: files) { row in
      let pattern = Int(votes.patternOfRow[row])
      return output.additions(
        label: labels[pattern],
        probabilities: probabilities[row: pattern],
        votes: votes.entries(of: pattern)
      )
    }
  }

  /// Writes records of an id and what is added to it.
  static func write(
    _ ids: [String],
    additions shapes: [AddedFieldShape],
    _ format: CorpusFormat,
    _ options: CorpusWriterOptions,
    to path: String,
    of files: RunFiles,
    _ additions: (_ row: Int) -> [AddedField]
  ) throws {
    let writer = try Corpus.writer(files.open(path), format: format, options: options)
    do {
      let fields = FieldTable(["id"])
      try writer.begin(OutputSchema(fields: fields.names, additions: shapes))
      let origin = BatchOrigin(path: path, format: .csv, fields: fields)
      for start in stride(from: 0, to: ids.count, by: 4096) {
        let batch = DocumentBatch(ids: ids[start..<min(start + 4096, ids.count)])
        try writer.write(batch, from: origin) { additions(start + $0) }
      }
      try writer.finish()
    } catch {
      writer.discard()
      throw error
    }
  }
}
