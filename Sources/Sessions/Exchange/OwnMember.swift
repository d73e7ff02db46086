internal import LabelStore
internal import LabelingCore

/// What Winnow writes for itself into the files of other tools: a member that tools keep and pass
/// over.
///
/// It names the session and the document, so that the document is found again, and has all that
/// the other tool's format has no room for.
struct OwnMember {
  /// The member's name.
  static let name = "_winnow"

  /// The identity of the session that the ids are from.
  var session: String
  /// The document's id.
  var id: String
  /// The member of the tool's record that has the text; `nil` where it is the usual one.
  var textField: String?
  /// The classes that were written for the document, in formats that know no annotators; `nil`
  /// where they were open.
  var labels: [String]?
  /// The answers, in the order in which they were written.
  var answers: [ForeignAnswer]
  /// Flags and notes.
  var remarks: [ForeignRemark]
  /// The classes that somebody settled.
  var settlement: ForeignSettlement?
  /// Whether it is from a session of several classes.
  private(set) var isOfSeveral = false

  /// Reads the member; `nil` where a record has none that names a session.
  ///
  /// - Throws: A `Diagnostic` for a number that breaks its rule.
  init?(_ value: JSONValue?, at place: SourceLocation) throws {
    guard let value, let session = value["session"]?.string, let id = value["id"]?.string else {
      return nil
    }
    self.session = session
    self.id = id
    textField = value["text_field"]?.string
    labels = Self.labels(of: value)
    answers = try (value["answers"]?.elements ?? []).map { try Self.answer($0, at: place) }
    remarks = try (value["remarks"]?.elements ?? []).map { remark in
      ForeignRemark(
        annotator: remark["annotator"]?.string,
        note: remark["note"]?.string,
        timeInMilliseconds: try Self.time(remark, place)
      )
    }
    settlement = try value["adjudication"].flatMap { settled in
      try Self.labels(of: settled).map { labels in
        ForeignSettlement(
          annotator: settled["annotator"]?.string,
          labels: labels,
          timeInMilliseconds: try Self.time(settled, place)
        )
      }
    }
    let places = [value, value["adjudication"]] + (value["answers"]?.elements ?? [])
    isOfSeveral = places.contains { $0?["labels"] != nil }
  }

  /// The classes in `labels`, as sessions of several write them, or in `label`; `nil` for neither.
  private static func labels(of value: JSONValue) -> [String]? {
    value["labels"]?.elements?.compactMap(\.string) ?? value["label"]?.string.map { [$0] }
  }

  /// An answer as Winnow wrote it.
  private static func answer(
    _ value: JSONValue,
    at place: SourceLocation
  ) throws -> ForeignAnswer {
    var answer = ForeignAnswer(place: place)
    answer.annotator = value["annotator"]?.string
    answer.labels = labels(of: value)
    if let rejected = value["rejected"]?.string {
      answer.labels = [rejected]
      answer.isRejection = true
    }
    answer.timeInMilliseconds = try time(value, place)
    answer.durationInMilliseconds = try value["duration_ms"]?.number.map {
      try ForeignField.duration(seconds: $0 / 1000, "duration_ms", at: place)
    }
    answer.strategy = value["strategy"]?.string
    answer.probability = try value["probability"]?.number.map {
      try ForeignField.probability($0, at: place)
    }
    answer.extra = value["extra"]?.members ?? []
    return answer
  }

  private static func time(_ value: JSONValue, _ place: SourceLocation) throws -> Int? {
    try value["time_ms"]?.number.map {
      try ForeignField.time(milliseconds: $0, "time_ms", at: place)
    }
  }
}
