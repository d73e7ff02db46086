package import ByteIO
package import LabelIO
package import LabelModels
internal import LabelingCore

/// Labels the spans of a file with a model that was fitted before.
package struct SpanPredictRun: Sendable {
  /// The model.
  package var model: any FittedSpanModel
  /// What positions count in the output; `nil` keeps those of the file.
  package var offsets: SpanOffsets?
  /// Whether all spans that were voted for are written too.
  package var hasCandidates = false

  /// What was done.
  package struct Outcome: Sendable {
    /// Functions of the model that the file lacks; they are silent.
    package var missing: [String]
    /// Functions of the file that the model does not know; they are left out.
    package var unknown: [String]
    /// Number of labels.
    package var spanCount = 0
    /// Documents with at least one label.
    package var labeledCount = 0
  }

  /// Labels with a model.
  package init(model: any FittedSpanModel) { self.model = model }

  /// Labels a file.
  ///
  /// - Parameters:
  ///   - file: The votes.
  ///   - path: Where the labels go.
  ///   - files: The plan of the command's files, with the path among its outputs.
  /// - Returns: What was done.
  /// - Throws: A `Diagnostic` where functions or types do not fit, and what writing throws.
  package func run(
    on file: SpanFile,
    writingTo path: String,
    of files: RunFiles
  ) throws -> Outcome {
    try file.requireVotes()
    let known = FieldTable(model.voters)
    let own = FieldTable(file.functions)
    var outcome = Outcome(
      missing: model.voters.filter { !own.contains($0) },
      unknown: file.functions.filter { !known.contains($0) }
    )
    guard outcome.missing.count < model.voters.count else {
      throw Diagnostic(
        at: SourceLocation(file.path),
        "none of the model's functions is in the file",
        notes: [
          "the model knows \(Self.list(model.voters))", "the file has \(Self.list(file.functions))",
        ],
        help: "give a file of the same functions, or fit the model again"
      )
    }
    let votes = try SpanVotes(file, functions: model.voters, types: model.types)
    let spans = try model.spans(of: votes)
    let writer = SpanLinesWriter(of: file.path, types: model.types, offsets: offsets)
    let sink = try files.open(path)
    do {
      var bytes: [UInt8] = []
      for (d, document) in file.documents.enumerated() {
        let marking = Dictionary(grouping: votes.votes(of: d), by: \.span)
        let written = spans[d].map { span in
          SpanLinesWriter.Span(
            span.span,
            probability: span.probability,
            votes: (marking[span.span] ?? []).map { model.voters[Int($0.voter)] }
          )
        }
        let chosen = zip(spans[d], written).filter(\.0.isChosen).map(\.1)
        outcome.spanCount += chosen.count
        if !chosen.isEmpty { outcome.labeledCount += 1 }
        try writer.write(
          document,
          spans: chosen,
          candidates: hasCandidates ? written : nil,
          to: &bytes
        )
        if bytes.count > 1 << 20 { try sink.drain(&bytes) }
      }
      try sink.drain(&bytes)
      try sink.finish()
    } catch {
      sink.discard()
      throw error
    }
    return outcome
  }

  private static func list(_ names: [String]) -> String {
    let shown = names.prefix(5).map { "'\($0)'" }.joined(separator: ", ")
    return names.count > 5 ? "\(shown) and \(names.count - 5) more" : shown
  }
}
