internal import LabelingCore

/// Shows how far a command is, on standard error.
///
/// A terminal gets one line that is redrawn; anything else gets a plain line
/// now and then.
final class Progress {
  private let isQuiet: Bool
  private let label: String
  private let created = ContinuousClock.now
  /// When the stage began to do something, for its rate.
  private var start: ContinuousClock.Instant?
  private var last: ContinuousClock.Instant?
  private var isDrawn = false
  /// Total amount of the unit that gives the share done; `nil` when unknown.
  private let total: Int?

  /// Begins a stage.
  init(_ label: String, total: Int? = nil, isQuiet: Bool) {
    self.label = label
    self.total = total
    self.isQuiet = isQuiet
  }

  /// Tells how much is done.
  ///
  /// - Parameters:
  ///   - documents: Documents so far.
  ///   - done: So much of the total.
  func update(documents: Int, done: Int) {
    guard !isQuiet else { return }
    let interval: Duration = Console.errorIsTerminal ? .milliseconds(200) : .seconds(10)
    guard let start, let last else {
      start = .now
      last = .now
      return
    }
    guard .now - last >= interval else { return }
    self.last = .now
    let seconds = Self.seconds(.now - start)
    var line =
      "\(label): \(Formatting.count(documents, "document")), \(Int(Double(documents) / seconds))/s"
    if let total, total > 0, done > 0 {
      let share = min(1, Double(done) / Double(total))
      line += ", \(Int(share * 100)) %, \(Self.time(seconds / share - seconds)) left"
    }
    if Console.errorIsTerminal {
      Console.redraw(line)
      isDrawn = true
    } else {
      Console.note(line)
    }
  }

  /// Ends the stage with a remark.
  func finish(_ remark: String? = nil) {
    if isDrawn { Console.erase() }
    isDrawn = false
    if let remark, !isQuiet { Console.remark(remark) }
  }

  /// Seconds since the stage was announced.
  var seconds: Double { Self.seconds(.now - created) }

  private static func seconds(_ duration: Duration) -> Double {
    max(1e-9, Double(duration.components.seconds) + Double(duration.components.attoseconds) * 1e-18)
  }

  private static func time(_ seconds: Double) -> String {
    let whole = Int(seconds.rounded())
    return whole < 60 ? "\(whole) s" : "\(whole / 60) min \(whole % 60) s"
  }
}
