internal import LabelingCore

/// An answer as another tool wrote it down.
struct ForeignAnswer {
  /// Name of the annotator; `nil` where the file does not say.
  var annotator: String?
  /// The classes of the document, one of them, or any number in a session of several classes; `nil`
  /// for a document that was passed over.
  var labels: [String]?
  /// Whether the class was refused.
  var isRejection = false
  /// Whether the annotator was asked about this class alone, and may say yes to another.
  var isAboutOneClass = false
  /// Whether other records of the file may name further classes of the same answer.
  var isPart = false
  /// Where the annotator was asked about one of several classes and left it open, that class.
  var openLabel: String?
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
    isRejection == other.isRejection && ForeignField.areSame(labels, other.labels)
  }

  /// Takes the classes that a later part of the same answer has too.
  mutating func add(_ all: [String]?, at time: Int?) {
    labels = all
    timeInMilliseconds = [timeInMilliseconds, time].compactMap { $0 }.max()
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

/// The classes that somebody settled, as another tool wrote them down.
struct ForeignSettlement {
  /// Name of who settled it; `nil` where the file does not say.
  var annotator: String?
  /// The classes: one, or any number in a session of several classes.
  var labels: [String]
  /// When, in milliseconds since 1970; `nil` where the file does not say.
  var timeInMilliseconds: Int?
}
