package import ByteIO
package import CorpusIO
internal import EndModels
internal import LabelIO
package import LabelModels
package import LabelingCore

extension ModelRuns {
  /// Reads a model of either kind that was written by `winnow fit`.
  ///
  /// - Throws: A `Diagnostic` that names the file.
  package static func content(at path: String) throws -> LabelModelFile.Content {
    let bytes = try WholeFile.labelModel.bytes(at: path)
    if EndModelFile.isThere(in: bytes) {
      throw Diagnostic(
        at: SourceLocation(path),
        "the file is a classifier of texts, not a label model",
        help: "'winnow classify' labels with it"
      )
    }
    do throws(LabelModelError) {
      return try LabelModelFile(bytes: bytes).content
    } catch {
      throw error.diagnostic(at: SourceLocation(path))
    }
  }

  /// Reads a model of several classes a document.
  ///
  /// - Throws: A `Diagnostic` that names the file.
  package static func multiLabelModel(at path: String) throws -> FittedMultiLabelModel {
    guard case .several(let model) = try content(at: path) else {
      throw Diagnostic(
        at: SourceLocation(path),
        "the model is for one class a document, the votes are of several",
        help: "start from a model of several, or leave out '--from'"
      )
    }
    return model
  }

  /// Writes the labels of each row of votes: `id`, labels and a probability per class.
  ///
  /// - Parameters:
  ///   - votes: The votes.
  ///   - ids: The ids of their rows.
  ///   - model: A model of the same voters and classes.
  ///   - labelsUncovered: Whether rows without votes get labels too.
  ///   - hasProvenance: Whether each voter's vote is written too.
  ///   - format: The format of the labels.
  ///   - options: How they are written.
  ///   - path: Where they go.
  ///   - files: The plan of the command's files, with the path among its outputs.
  /// - Throws: `LabelModelError` when the model is of other voters or classes, and what writing
  ///   throws.
  package static func predict(
    _ votes: VotePatterns,
    ids: [String],
    model: FittedMultiLabelModel,
    labelsUncovered: Bool,
    hasProvenance: Bool,
    format: CorpusFormat,
    options: CorpusWriterOptions,
    writingTo path: String,
    of files: RunFiles
  ) throws {
    let probabilities = try model.probabilities(of: votes)
    let labels = model.labelSets(from: probabilities, of: votes, unvoted: labelsUncovered)
    var output = LabelSetEncoder(
      labelSpace: votes.labelSpace,
      functions: votes.voters,
      ballots: votes.ballots,
      format: format
    )
    output.hasProvenance = hasProvenance
    try write(ids, additions: output.shapes, format, options, to: path, of: files) { row in
      let pattern = Int(votes.patternOfRow[row])
      return output.additions(
        labels: labels[pattern],
        probabilities: probabilities[row: pattern],
        votes: votes.entries(of: pattern)
      )
    }
  }
}
