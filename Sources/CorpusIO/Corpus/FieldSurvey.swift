internal import ByteIO
package import LabelingCore

/// Finds all field names of a corpus, which a format with a header needs before the first document.
package enum FieldSurvey {
  /// The names in order of first appearance; empty where the output format needs none.
  ///
  /// - Parameters:
  ///   - source: The corpus.
  ///   - format: The output's format.
  ///   - reading: What this pass and those that follow read.
  /// - Returns: The names.
  /// - Throws: What reading throws; bad records are left to the pass that follows.
  package static func names(
    of source: CorpusSource,
    for format: CorpusFormat,
    reading: CorpusReading
  ) throws -> [String] {
    guard format.hasHeader else { return [] }
    try InputSpool.keep(source.paths)
    let pass = reading.pass()
    let survey = try CorpusSequence(
      paths: source.paths,
      options: source.options,
      rejects: RejectLog(policy: .skip),
      witness: pass
    )
    var room = DocumentRoom(source.documentLimit)
    var batch = DocumentBatch()
    while try room.read(survey, into: &batch) {}
    try reading.finish(pass)
    return survey.fields.names
  }
}

/// How many documents may still be read.
package struct DocumentRoom {
  private var left: Int

  /// Room for at most `limit` documents; `nil` for all.
  package init(_ limit: Int?) { left = limit ?? .max }

  /// Reads a batch, unless there is no room left or the corpus is at its end.
  ///
  /// No more than there is room for, as fields of further documents would become columns.
  package mutating func read(
    _ reader: CorpusSequence,
    into batch: inout DocumentBatch
  ) throws -> Bool {
    guard left > 0, try reader.read(into: &batch, atMost: left) else { return false }
    left -= batch.count
    return true
  }
}
