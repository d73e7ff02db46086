internal import LabelingCore

/// An answer as another tool wrote it down.
struct ForeignAnswer {
  /// The document's id, where the file has one.
  var id: String?
  /// The document's text, where the file has it.
  var text: String?
  /// What else the file says about the document, as a JSON object.
  var meta: JSONValue?
  /// Name of the annotator; `nil` where the file does not say.
  var annotator: String?
  /// The class; `nil` for a document that was passed over.
  var label: String?
  /// Whether the class was refused.
  var isRejection = false
  /// When, in milliseconds since 1970; `nil` where the file does not say.
  var timeInMilliseconds: Int?
  /// How long the document was looked at, in milliseconds.
  var durationInMilliseconds: Int?
  /// The query strategy that asked.
  var strategy: String?
  /// The probability with which the document was chosen.
  var probability: Double?
  /// Whether the annotator flagged the document.
  var isFlagged = false
  /// What the annotator wrote about it.
  var notes: [String] = []
  /// Whether it is an answer; else only the document is there.
  var isAnswer = true
  /// Where it stands.
  var place: SourceLocation
}

extension ForeignAnswer {
  /// What our own exports say beyond what the other tool's format has room for.
  mutating func add(_ own: JSONValue?) {
    guard let own else { return }
    durationInMilliseconds = own["duration_ms"]?.number.map { Int($0) } ?? durationInMilliseconds
    strategy = own["strategy"]?.string
    probability = own["probability"]?.number
    if let time = own["time_ms"]?.number { timeInMilliseconds = Int(time) }
    isFlagged = own["flagged"]?.isTrue ?? isFlagged
    notes += own["notes"]?.elements?.compactMap(\.string) ?? []
    if let rejected = own["rejected"]?.string {
      label = rejected
      isRejection = true
    }
  }
}
