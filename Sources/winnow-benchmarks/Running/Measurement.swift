/// The seconds that an operation took, round by round.
struct Measurement: Codable {
  /// Name of the operation, such as `parse csv`.
  let name: String
  /// Documents or rows it worked on.
  let documentCount: Int
  /// Seconds of each round.
  let seconds: [Double]
  /// Median of the rounds.
  let medianSeconds: Double
  /// Further figures by name, with their units in the name.
  var facts: [String: Double]

  private enum CodingKeys: String, CodingKey {
    case name
    case documentCount = "documents"
    case seconds
    case medianSeconds = "median_s"
    case facts
  }

  /// Takes the time of each round.
  ///
  /// - Parameters:
  ///   - name: Name of the operation.
  ///   - documentCount: Documents or rows it works on.
  ///   - rounds: How often it is run.
  ///   - body: Runs it once and returns further figures; those of the last round count.
  init(
    _ name: String,
    documentCount: Int,
    rounds: Int,
    _ body: () throws -> [String: Double]
  ) rethrows {
    var seconds: [Double] = []
    var facts: [String: Double] = [:]
    for _ in 0..<max(1, rounds) {
      let start = ContinuousClock.now
      facts = try body()
      seconds.append((ContinuousClock.now - start) / .seconds(1))
    }
    self.init(name, documentCount: documentCount, seconds: seconds, facts: facts)
  }

  /// Wraps times that were taken otherwise.
  init(_ name: String, documentCount: Int, seconds: [Double], facts: [String: Double] = [:]) {
    self.name = name
    self.documentCount = documentCount
    self.seconds = seconds
    self.facts = facts
    let sorted = seconds.sorted()
    let middle = sorted.count / 2
    medianSeconds =
      sorted.isEmpty
      ? 0 : sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  }
}
