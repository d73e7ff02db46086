package import CorpusIO
package import LabelingCore

/// The fields that labels add to a document.
///
/// `label` and its probability, `confidence` (both absent where the model abstains), the
/// probability of each class (`probabilities` in JSON and XML, columns `p_<class>` in CSV) and
/// on request the votes by function (`votes`, columns `vote_<function>`).
package struct LabelOutput: Hashable, Sendable {
  /// Put before the names of all added fields.
  package var prefix = ""
  /// Whether label, confidence and probabilities are added.
  package var hasLabel = true
  /// Whether votes are added.
  package var hasProvenance = false
  private let labelSpace: LabelSpace
  private let functions: [String]

  /// Describes the output of a task.
  package init(labelSpace: LabelSpace, functions: [String]) {
    self.labelSpace = labelSpace
    self.functions = functions
  }

  /// The added fields, as they are announced to a writer.
  package var shapes: [AdditionShape] {
    var shapes: [AdditionShape] = []
    if hasLabel {
      shapes += [
        AdditionShape("\(prefix)label"), AdditionShape("\(prefix)confidence"),
        AdditionShape(
          "\(prefix)probabilities",
          keys: labelSpace.classes,
          columnPrefix: "\(prefix)p_"
        ),
      ]
    }
    if hasProvenance {
      shapes.append(
        AdditionShape("\(prefix)votes", keys: functions, columnPrefix: "\(prefix)vote_")
      )
    }
    return shapes
  }

  /// Refuses a corpus that has fields of the same names.
  ///
  /// - Throws: `CorpusError.additionExists`.
  func check(_ origin: BatchOrigin) throws(CorpusError) {
    let names = Set(shapes.flatMap { [$0.name] + $0.columns })
    guard let taken = origin.fields.names.first(where: names.contains) else { return }
    throw .additionExists(name: taken, SourceLocation(origin.path))
  }

  /// The added fields of one document.
  ///
  /// - Parameters:
  ///   - label: The hard label; abstain leaves it out.
  ///   - probabilities: One per class.
  ///   - votes: The functions' votes; looked at with provenance only.
  /// - Returns: A value per shape, in the same order.
  package func additions(
    label: Vote,
    probabilities: ArraySlice<Double>,
    votes: ArraySlice<VotePatterns.Entry>
  ) -> [Addition] {
    var additions: [Addition] = []
    if hasLabel {
      additions += [
        Addition("\(prefix)label", labelSpace.name(of: label).map { .text($0) } ?? .missing),
        Addition(
          "\(prefix)confidence",
          LabelConfidence.value(of: label, in: probabilities).map { .number($0) } ?? .missing
        ),
        Addition(
          "\(prefix)probabilities",
          .object(zip(labelSpace.classes, probabilities).map { Addition($0, .number($1)) })
        ),
      ]
    }
    if hasProvenance {
      let named = votes.map { vote in
        Addition(
          functions[Int(vote.voter)],
          .text(labelSpace.classes[Int(vote.classIndex)])
        )
      }
      additions.append(Addition("\(prefix)votes", .object(named)))
    }
    return additions
  }
}
