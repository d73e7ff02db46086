package import LabelingCore
package import PluginHost

/// A document with its votes, its label, and what made functions vote.
package struct InspectedDocument: Hashable, Sendable {
  /// A field as it is in the corpus; nested values are JSON.
  package struct Field: Hashable, Sendable {
    /// The field's name.
    package let name: String
    /// Its value as text.
    package let value: String
  }

  /// Its place in the corpus, from 0.
  package let row: Int
  /// Its id.
  package let id: String
  /// Where it begins.
  package let location: SourceLocation
  /// Its text; `nil` when the corpus is read without a text field.
  package let text: String?
  /// All its fields.
  package let fields: [Field]
  /// The labels that documents have, by number.
  package let labelList: LabelList
  /// Its gold label; abstain where there is none.
  package let gold: Vote
  /// The classes that the truth is among, ascending, where gold is a set of them.
  package let goldSet: [Int]?
  /// The model's label; abstain where there is none.
  package let label: Vote
  /// How sure the model is of the label; `nil` where there is none.
  package let confidence: Double?
  /// The model's probability of each class.
  package let probabilities: [Double]
  /// Each function's vote; `nil` where it abstains.
  package let votes: [InspectedVote?]
  /// What made functions vote as they did.
  package let matches: [FunctionMatch]

  /// Its gold label as people read it; `nil` where there is none.
  package var goldName: String? {
    goldSet.map { labelList.labelSpace.name(ofSet: $0) } ?? labelList.name(of: gold)
  }
  /// The model's label as people read it; `nil` where there is none.
  package var labelName: String? { labelList.name(of: label) }

  /// Whether gold is known and the label is another, or none of a set that gold names.
  package var differsFromGold: Bool {
    guard let goldSet else { return !gold.isAbstain && label != gold }
    return label.isAbstain || !goldSet.contains(label.classIndex)
  }

  /// Whether a vote is right if the label is; `false` where there is none.
  package func isForLabel(_ vote: InspectedVote) -> Bool {
    labelList.statements(of: label).map { vote.isRight(by: $0, labelList.kind) } ?? false
  }

  /// The parts of the text that a function matched, as they are there, each once.
  package func matchedParts(of function: Int) -> [String] {
    var seen: Set<String> = []
    return matches.filter { $0.function == function }.compactMap { match in
      let name = match.span.field
      let value = name.map { name in fields.first { $0.name.isExactly(name) }?.value } ?? text
      guard let part = value.flatMap({ match.span.text(in: $0) }) else { return nil }
      return seen.insert(part).inserted ? part : nil
    }
  }

  /// The text in runs of characters that the same functions matched.
  package var segments: [HighlightedSegment] {
    HighlightedSegment.all(of: text ?? "", matches: matches.filter { $0.span.field == nil })
  }
}

/// A run of a text's characters that the same functions matched.
package struct HighlightedSegment: Hashable, Sendable {
  /// The characters.
  package let text: String
  /// The functions that matched them, by their place in the manifest; often none.
  package let functions: [Int]

  /// Cuts a text where a match begins or ends.
  ///
  /// - Parameters:
  ///   - text: The text.
  ///   - matches: What matched in it; they may overlap.
  /// - Returns: Runs that together are the text.
  package static func all(of text: String, matches: [FunctionMatch]) -> [HighlightedSegment] {
    let bytes = Array(text.utf8)
    var cuts: Set<Int> = [0, bytes.count]
    for match in matches {
      let span = match.span.bytes
      cuts.formUnion([span.lowerBound, span.upperBound].map { min($0, bytes.count) })
    }
    let sorted = cuts.sorted()
    return zip(sorted, sorted.dropFirst()).map { start, end in
      HighlightedSegment(
        text: String(decoding: bytes[start..<end], as: UTF8.self),
        functions: Set(
          matches.filter { $0.span.bytes.lowerBound < end && $0.span.bytes.upperBound > start }
            .map(\.function)
        ).sorted()
      )
    }
  }
}
