package import CorpusIO
package import LabelIO
package import LabelingCore

/// The fields that labels add to a document, one class or several.
package enum PatternLabelEncoder: Sendable {
  /// One class a document, or votes alone.
  case one(LabelFieldEncoder)
  /// Several classes a document.
  case several(LabelSetEncoder)

  /// Describes the labels of a task in JSON Lines.
  ///
  /// - Parameters:
  ///   - kind: How many classes a document has.
  ///   - labelSpace: The classes.
  ///   - functions: Names of the functions.
  ///   - prefix: Put before the names of all added fields.
  ///   - coarse: Where labels stop at a group of classes; `nil` for labels that are classes.
  ///   - hasProvenance: Whether votes are added.
  package init(
    of kind: LabelKind,
    labelSpace: LabelSpace,
    functions: [String],
    prefix: String = "",
    coarse: CoarseLabels? = nil,
    hasProvenance: Bool
  ) {
    switch kind {
    case .one:
      var output = LabelFieldEncoder(labelSpace: labelSpace, functions: functions)
      output.prefix = prefix
      output.coarse = coarse
      output.hasProvenance = hasProvenance
      self = .one(output)
    case .several:
      var output = LabelSetEncoder(
        labelSpace: labelSpace,
        functions: functions,
        ballots: BallotList(classCount: labelSpace.classCount, statements: [[Int]]()),
        format: .jsonl
      )
      output.schema.prefix = prefix
      output.hasProvenance = hasProvenance
      self = .several(output)
    }
  }

  /// The added fields, as they are announced to a writer.
  package var shapes: [AddedFieldShape] {
    switch self {
    case .one(let output): output.shapes
    case .several(let output): output.shapes
    }
  }

  /// The same for votes of other ballots.
  package func saying(_ ballots: BallotList) -> PatternLabelEncoder {
    switch self {
    case .one(var output):
      output.ballots = ballots
      return .one(output)
    case .several(var output):
      output.ballots = ballots
      return .several(output)
    }
  }

  /// The added fields of the documents of a pattern.
  ///
  /// - Parameters:
  ///   - x: The pattern.
  ///   - labels: The labels; `nil` for votes alone.
  ///   - votes: The votes.
  /// - Returns: A value per shape, in the same order.
  package func additions(
    of x: Int,
    labels: PatternLabels?,
    votes: VotePatterns
  ) -> [AddedField] {
    let probabilities = labels?.probabilities[row: x] ?? []
    let entries = votes.entries(of: x)
    return switch self {
    case .one(let output):
      output.additions(
        label: labels?.label(of: x) ?? .abstain,
        probabilities: probabilities,
        votes: entries
      )
    case .several(let output):
      output.additions(
        labels: labels?.labels(of: x),
        probabilities: probabilities,
        votes: entries
      )
    }
  }
}
