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

  /// The document alone.
  var withoutAnswer: ForeignAnswer {
    var document = self
    document.isAnswer = false
    return document
  }
}

extension ForeignAnswer {
  /// What our own exports say beyond what the other tool's format has room for.
  ///
  /// - Throws: A `Diagnostic` for a number that breaks its rule.
  mutating func add(_ own: JSONValue?) throws {
    guard let own else { return }
    if let milliseconds = own["duration_ms"]?.number {
      try setDuration(seconds: milliseconds / 1000, "duration_ms")
    }
    strategy = own["strategy"]?.string
    if let probability = own["probability"]?.number { try setProbability(probability) }
    if let time = own["time_ms"]?.number { try setTime(milliseconds: time, "time_ms") }
    isFlagged = own["flagged"]?.isTrue ?? isFlagged
    notes += own["notes"]?.elements?.compactMap(\.string) ?? []
    if let rejected = own["rejected"]?.string {
      label = rejected
      isRejection = true
    }
  }

  /// Takes the time of an answer from a number.
  mutating func setTime(milliseconds: Double, _ field: String) throws {
    guard let time = Int(checking: milliseconds), ISO8601Time.milliseconds.contains(time) else {
      throw Diagnostic(
        at: place,
        "the time in '\(field)' is outside of the years 1 to 9999",
        help: "times are counted from 1970; leave the field out where the time is not known"
      )
    }
    timeInMilliseconds = time
  }

  /// Takes the time of an answer from a text.
  mutating func setTime(_ text: String, _ field: String) throws {
    guard let time = ISO8601Time.milliseconds(text) else {
      throw Diagnostic(
        at: place,
        "'\(text)' in '\(field)' is not a time",
        help: "write times like 2024-05-06T07:08:09Z, or leave the field empty"
      )
    }
    timeInMilliseconds = time
  }

  /// Takes how long the document was looked at.
  mutating func setDuration(seconds: Double, _ field: String) throws {
    guard let duration = Duration.checked(seconds: seconds) else {
      throw Diagnostic(
        at: place,
        "'\(field)' is how long an answer took, from 0 seconds to 100 years",
        help: "leave the field empty where it is not known"
      )
    }
    durationInMilliseconds = duration.inMilliseconds
  }

  /// Takes the probability with which the document was chosen.
  mutating func setProbability(_ value: Double) throws {
    guard value >= 0, value <= 1 else {
      throw Diagnostic(
        at: place,
        "'probability' is from 0 to 1",
        help: "leave the field empty where it is not known"
      )
    }
    probability = value
  }
}
