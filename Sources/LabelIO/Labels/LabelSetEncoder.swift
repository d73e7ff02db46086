package import CorpusIO
package import LabelingCore

/// The fields that labels of several classes add to a document.
///
/// `labels` is a list in JSON Lines and `billing+login` elsewhere; `[]` where a document has none of
/// the classes, absent where it has no labels. The probabilities are each on their own.
package struct LabelSetEncoder: Hashable, Sendable {
  /// The names of the fields.
  package var schema = LabelSchema()
  /// Whether votes are added.
  package var hasProvenance = false
  private let labelSpace: LabelSpace
  private let functions: [String]
  /// What votes may say.
  package var ballots: BallotList
  private let format: CorpusFormat

  /// Describes the output.
  package init(
    labelSpace: LabelSpace,
    functions: [String],
    ballots: BallotList,
    format: CorpusFormat
  ) {
    self.labelSpace = labelSpace
    self.functions = functions
    self.ballots = ballots
    self.format = format
  }

  /// The added fields, as they are announced to a writer.
  package var shapes: [AddedFieldShape] {
    [AddedFieldShape(schema.labels), schema.probabilityShape(of: labelSpace)]
      + (hasProvenance ? [schema.voteShape(of: functions)] : [])
  }

  /// The added fields of one document.
  ///
  /// - Parameters:
  ///   - labels: Its classes; `nil` leaves them out.
  ///   - probabilities: One per class.
  ///   - votes: The functions' votes, looked at with provenance only.
  /// - Returns: A value per shape, in the same order.
  package func additions(
    labels: [Int]?,
    probabilities: ArraySlice<Double>,
    votes: ArraySlice<VotePatterns.Entry>
  ) -> [AddedField] {
    var additions = [
      AddedField(schema.labels, labels.map(value) ?? .missing),
      schema.probabilities(probabilities, of: labelSpace),
    ]
    if hasProvenance { additions.append(AddedField(schema.votes, .object(members(of: votes)))) }
    return additions
  }

  private func value(of labels: [Int]) -> AddedFieldValue {
    let names = labels.map { labelSpace.classes[$0] }
    return format == .jsonl ? .list(names) : .text(StatementNotation.text(ofPresent: names))
  }

  /// A member per function that votes: all that it says in one text.
  private func members(of votes: ArraySlice<VotePatterns.Entry>) -> [AddedField] {
    var said: [(voter: Int, sets: [Int])] = []
    for vote in votes {
      let statements = ballots.classes(of: Int(vote.ballot))
      if said.last?.voter == Int(vote.voter) {
        said[said.count - 1].sets += statements
      } else {
        said.append((Int(vote.voter), statements))
      }
    }
    return said.map { voter, statements in
      AddedField(
        functions[voter],
        .text(StatementNotation.text(of: Set(statements).sorted(), in: labelSpace))
      )
    }
  }
}
