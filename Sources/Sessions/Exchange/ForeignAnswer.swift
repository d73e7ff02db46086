internal import LabelingCore

/// An answer as another tool wrote it down.
struct ForeignAnswer {
  /// Name of the annotator; `nil` where the file does not say.
  var annotator: String?
  /// The class; `nil` for a document that was passed over.
  var label: String?
  /// Whether the class was refused.
  var isRejection = false
  /// Whether the annotator was asked about this class alone, and may say yes to another.
  var isAboutOneClass = false
  /// When, in milliseconds since 1970; `nil` where the file does not say.
  var timeInMilliseconds: Int?
  /// How long the document was looked at, in milliseconds.
  var durationInMilliseconds: Int?
  /// The query strategy that asked.
  var strategy: String?
  /// The probability with which the document was chosen.
  var probability: Double?
  /// What the tool knew of it besides, in a member of the tool's name.
  var extra: [JSONValue.Member] = []
  /// Where it stands.
  var place: SourceLocation

  /// Whether another answer says the same of the document.
  func saysTheSame(as other: ForeignAnswer) -> Bool {
    isRejection == other.isRejection
      && label.map { ExactString($0) } == other.label.map { ExactString($0) }
  }

  /// Whether another answer is of the same annotator.
  func isBySame(as other: ForeignAnswer) -> Bool {
    annotator.map { ExactString($0) } == other.annotator.map { ExactString($0) }
  }

  /// Keeps what a tool knew besides, with what is there of it already.
  mutating func keep(_ members: [JSONValue.Member], of tool: String) {
    guard !members.isEmpty else { return }
    let known = extra.first { $0.name == tool }?.value.members ?? []
    let names = Set(members.map(\.name))
    extra.removeAll { $0.name == tool }
    extra.append(
      JSONValue.Member(
        name: tool,
        value: .object(members + known.filter { !names.contains($0.name) })
      )
    )
  }
}

/// A flag or a note as another tool wrote it down.
struct ForeignRemark {
  /// Name of the annotator; `nil` where the file does not say.
  var annotator: String?
  /// What was written; `nil` for a flag.
  var note: String?
  /// When, in milliseconds since 1970; `nil` where the file does not say.
  var timeInMilliseconds: Int?
}

/// The class that somebody settled, as another tool wrote it down.
struct ForeignSettlement {
  /// Name of who settled it; `nil` where the file does not say.
  var annotator: String?
  /// The class.
  var label: String
  /// When, in milliseconds since 1970; `nil` where the file does not say.
  var timeInMilliseconds: Int?
}
