internal import LabelingCore

/// The member `_winnow` as older versions wrote it: about one answer, without its session.
enum OldOwnMember {
  /// Adds what it says to an answer and its record.
  ///
  /// - Throws: A `Diagnostic` for a number that breaks its rule.
  static func read(
    _ value: JSONValue?,
    into answer: inout ForeignAnswer,
    _ record: inout ForeignRecord
  ) throws {
    guard let value, value["session"] == nil else { return }
    if let time = value["time_ms"]?.number {
      answer.timeInMilliseconds = try ForeignField.time(
        milliseconds: time,
        "time_ms",
        at: answer.place
      )
    }
    if let milliseconds = value["duration_ms"]?.number {
      answer.durationInMilliseconds = try ForeignField.duration(
        seconds: milliseconds / 1000,
        "duration_ms",
        at: answer.place
      )
    }
    answer.strategy = value["strategy"]?.string
    if let probability = value["probability"]?.number {
      answer.probability = try ForeignField.probability(probability, at: answer.place)
    }
    if let rejected = value["rejected"]?.string {
      answer.labels = [rejected]
      answer.isRejection = true
    }
    answer.isAboutOneClass = false
    let notes = value["notes"]?.elements?.compactMap(\.string) ?? []
    let isFlagged = value["flagged"]?.isTrue == true
    for note in (isFlagged ? [nil] : []) + notes.map(Optional.some) {
      record.remarks.append(
        ForeignRemark(
          annotator: answer.annotator,
          note: note,
          timeInMilliseconds: answer.timeInMilliseconds
        )
      )
    }
  }
}
