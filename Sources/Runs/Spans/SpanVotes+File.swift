internal import LabelIO
internal import LabelModels
internal import LabelingCore

extension SpanFile {
  /// Refuses a file that has no votes of functions.
  ///
  /// - Throws: A `Diagnostic`.
  func requireVotes() throws {
    guard functions.isEmpty else { return }
    throw Diagnostic(
      at: SourceLocation(path),
      "the file has no votes of functions",
      help: "give a file whose documents have 'weak_labels'"
    )
  }
}

extension SpanVotes {
  /// The votes of a file.
  ///
  /// - Parameters:
  ///   - file: The file.
  ///   - functions: Names of the functions, in order; one that the file lacks is silent.
  ///   - types: The types, in order.
  ///   - gold: All true spans of some documents, by id.
  /// - Throws: A `Diagnostic` for a vote of another type.
  init(
    _ file: SpanFile,
    functions: [String],
    types: LabelSpace,
    gold: SpanGoldTable? = nil
  ) throws {
    self.init(voters: functions, types: types)
    let known = FieldTable(functions)
    let voters = file.functions.map { known.index(of: $0) }
    let place = file.types.classes.map { types.vote(for: $0)?.classIndex }
    for document in file.documents {
      var votes: [SpanVote] = []
      for vote in document.votes {
        guard let voter = voters[vote.function] else { continue }
        guard let type = place[Int(vote.span.type)] else {
          let name = file.types.classes[Int(vote.span.type)]
          throw Diagnostic(
            at: SourceLocation(file.path, line: document.line),
            "function '\(file.functions[vote.function])' marks a span of type '\(name)', which the "
              + "model does not know",
            help: Suggestion.help(for: name, among: types.classes, kind: "types")
          )
        }
        votes.append(SpanVote(voter: voter, span: LabeledSpan(vote.span.range, type: type)))
      }
      append(
        votes,
        length: document.length,
        gold: try gold?.spans(of: document, in: file.path, types: types)
      )
    }
  }
}
