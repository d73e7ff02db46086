package import CorpusIO
package import LabelingCore

/// The fields that labels add to a document, as ``LabelSchema`` names them.
///
/// A label and its probability, `confidence`, are both absent where the model abstains.
package struct LabelFieldEncoder: Hashable, Sendable {
  /// The names of the fields.
  package var schema = LabelSchema()
  /// Whether label, confidence and probabilities are added.
  package var hasLabel = true
  /// Whether votes are added.
  package var hasProvenance = false
  /// Where labels stop at a group of classes; `nil` for labels that are classes.
  package var coarse: CoarseLabels?
  /// The classes.
  package let labelSpace: LabelSpace
  /// Names of the functions.
  package let functions: [String]
  /// What votes may say.
  package var ballots: BallotList

  /// Describes the output of a task.
  ///
  /// - Parameters:
  ///   - labelSpace: The classes.
  ///   - functions: Names of the functions.
  ///   - ballots: What votes may say; `nil` where each names one class.
  package init(labelSpace: LabelSpace, functions: [String], ballots: BallotList? = nil) {
    self.labelSpace = labelSpace
    self.functions = functions
    self.ballots = ballots ?? BallotList(classCount: labelSpace.classCount)
  }

  /// Put before the names of all added fields.
  package var prefix: String {
    get { schema.prefix }
    set { schema.prefix = newValue }
  }

  /// The added fields, as they are announced to a writer.
  package var shapes: [AddedFieldShape] {
    var shapes: [AddedFieldShape] = []
    if hasLabel {
      shapes += [
        AddedFieldShape(schema.label), AddedFieldShape(schema.confidence),
        schema.probabilityShape(of: labelSpace),
      ]
    }
    if hasProvenance { shapes.append(schema.voteShape(of: functions)) }
    return shapes
  }

  /// The added fields of one document.
  ///
  /// - Parameters:
  ///   - label: The hard label; abstain leaves it out.
  ///   - probabilities: One per class.
  ///   - votes: The functions' votes, in the order of the functions; looked at with provenance
  ///     only.
  /// - Returns: A value per shape, in the same order.
  package func additions(
    label: Vote,
    probabilities: ArraySlice<Double>,
    votes: ArraySlice<VotePatterns.Entry>
  ) -> [AddedField] {
    var additions: [AddedField] = []
    if hasLabel {
      let said = self.label(label, probabilities, isCovered: !votes.isEmpty)
      additions += [
        AddedField(schema.label, said.map { .text($0.name) } ?? .missing),
        AddedField(schema.confidence, said.map { .number($0.confidence) } ?? .missing),
        schema.probabilities(probabilities, of: labelSpace),
      ]
    }
    if hasProvenance { additions.append(AddedField(schema.votes, .object(members(of: votes)))) }
    return additions
  }

  /// The label that is written, and its probability; `nil` for none.
  ///
  /// - Parameters:
  ///   - label: The class; abstain for none, or where classes are tied.
  ///   - probabilities: One per class.
  ///   - isCovered: Whether the document has votes.
  /// - Returns: The class, or with ``coarse`` the deepest place that is probable enough.
  package func label(
    _ label: Vote,
    _ probabilities: ArraySlice<Double>,
    isCovered: Bool
  ) -> (name: String, confidence: Double)? {
    if let coarse {
      guard isCovered || !label.isAbstain else { return nil }
      return coarse.tree.deepest(atLeast: coarse.threshold, probabilities)
        .map { ($0.node.name, $0.probability) }
    }
    guard let name = labelSpace.name(of: label),
      let confidence = LabelConfidence.value(of: label, in: probabilities)
    else { return nil }
    return (name, confidence)
  }

  /// A member per function that votes; several answers of one are a list.
  private func members(of votes: ArraySlice<VotePatterns.Entry>) -> [AddedField] {
    var members: [AddedField] = []
    var rest = votes
    while let first = rest.first {
      let own = rest.prefix { $0.voter == first.voter }
      let names = own.map {
        ballots.text(ofBallot: Int($0.ballot), by: Int($0.voter), in: labelSpace)
      }
      members.append(
        AddedField(functions[Int(first.voter)], names.count == 1 ? .text(names[0]) : .list(names))
      )
      rest = rest.dropFirst(own.count)
    }
    return members
  }
}
