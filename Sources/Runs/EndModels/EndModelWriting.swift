internal import ByteIO
internal import CorpusIO
internal import EndModels
internal import LabelingCore

extension RunFiles {
  /// Trains, and writes the model to a path.
  ///
  /// What cannot be written is said before the corpus is read.
  /// - Parameters:
  ///   - path: Where the model goes.
  ///   - source: The corpus, for messages.
  ///   - train: The training.
  ///   - file: The model of what came out.
  /// - Returns: What came out.
  /// - Throws: What writing and `train` throw; then there is no file, or the old one.
  func writing<Outcome>(
    to path: String,
    whatLearnsFrom source: CorpusSource,
    _ train: () throws -> Outcome,
    file: (Outcome) -> EndModelFile
  ) throws -> Outcome {
    let sink = try open(path)
    let outcome: Outcome
    do {
      outcome = try train()
    } catch {
      sink.discard()
      if let error = error as? EndModelError {
        throw error.diagnostic(at: SourceLocation(source.paths[0]))
      }
      throw error
    }
    try sink.write(whole: file(outcome).bytes)
    return outcome
  }
}
