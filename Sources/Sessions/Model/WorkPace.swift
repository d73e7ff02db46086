internal import LabelStore

/// How fast somebody answers.
package struct WorkPace: Hashable, Sendable {
  /// Answers and skips per hour of work; `nil` while there are too few.
  package var answersPerHour: Double?
  /// Median time of an answer in seconds; `nil` where none was taken.
  package var medianSeconds: Double?

  /// A longer pause between two answers does not count as work, in milliseconds.
  static let longestGap = 10 * 60 * 1000

  /// Measures the answers and skips of one annotator, taken back or not.
  ///
  /// The time of work is the time from each answer to the next; where it is a pause, and of the
  /// first answer, it is how long the document was looked at, if that is known.
  init(of events: [SessionEvent]) {
    let answers = events.filter { $0.kind.isAnswer }
      .sorted { ($0.timeInMilliseconds, $0.number) < ($1.timeInMilliseconds, $1.number) }
    var (work, count) = (0, 0)
    for (index, event) in answers.enumerated() {
      let gap =
        index == 0
        ? Int.max : event.timeInMilliseconds - answers[index - 1].timeInMilliseconds
      if gap <= Self.longestGap {
        work += gap
        count += 1
      } else if let duration = event.durationInMilliseconds, duration <= Self.longestGap {
        work += duration
        count += 1
      }
    }
    answersPerHour = count > 1 && work >= 1000 ? Double(count) * 3_600_000 / Double(work) : nil
    let times = answers.filter { $0.kind == .answer }.compactMap(\.durationInMilliseconds).sorted()
    medianSeconds = times.isEmpty ? nil : Double(times[times.count / 2]) / 1000
  }
}
