package import LabelingCore

/// How a session asks.
package struct SessionSettings: Hashable, Sendable, Codable {
  /// Name of the task whose functions voted, or its path; `nil` for none.
  package var task: String?
  /// The query strategy, as `StrategyCatalogue` knows it.
  package var strategy = "random"
  /// Seed of everything that is drawn.
  package var seed: UInt64 = 0
  /// Questions that are chosen at once; the model is fitted again for each such batch.
  package var batchCount = 10
  /// How many annotators answer each document.
  package var overlap = 1
  /// How long a document is kept for the annotator it was shown to, in seconds.
  package var leaseInSeconds = 600
  /// Whether votes and probabilities are hidden from annotators.
  package var isBlind = false
  /// Fields that annotators do not see, such as known labels.
  package var hiddenFields: [String] {
    get { hidden ?? [] }
    set { hidden = newValue }
  }
  /// Absent in sessions of a version that hid none.
  private var hidden: [String]?
  /// Answers after which the session is done; `nil` for no limit.
  package var budget: Int?
  /// Whether the classes are ordered, as ratings are.
  package var isOrdered: Bool {
    get { ordered ?? false }
    set { ordered = newValue }
  }
  /// Absent in sessions of a version whose classes had no order.
  private var ordered: Bool?
  /// How many of the classes a document has; it never changes.
  package var labels: LabelKind {
    get { kind ?? .one }
    set { kind = newValue == .one ? nil : newValue }
  }
  /// Absent in sessions whose documents have one class.
  private var kind: LabelKind?
  /// Share of an annotator's questions that are about documents whose class is known.
  package var checkRate: Double?

  private enum CodingKeys: String, CodingKey {
    case task, strategy, seed, batchCount, overlap, leaseInSeconds, isBlind, budget, checkRate
    case hidden = "hiddenFields"
    case ordered = "isOrdered"
    case kind = "labels"
  }

  /// The share of questions that are checks, unless another is asked for.
  package static let defaultCheckRate = 0.05

  /// The longest time that a document is kept for an annotator, in seconds: 100 years.
  package static let longestLeaseInSeconds = 3_155_760_000

  /// How long a document is kept for the annotator it was shown to, in milliseconds.
  ///
  /// Sessions of an older version may ask for more than fits into a clock.
  var leaseInMilliseconds: Int { min(leaseInSeconds, Self.longestLeaseInSeconds) * 1000 }

  /// What is wrong with settings that come from a file; `nil` when nothing is.
  var brokenRule: String? {
    let counts = [
      ("batchCount", batchCount), ("overlap", overlap), ("leaseInSeconds", leaseInSeconds),
      ("budget", budget ?? 1),
    ]
    if let checkRate, !(0...1).contains(checkRate) {
      return "its setting 'checkRate' is not from 0 to 1"
    }
    return counts.first { $0.1 < 1 }.map { "its setting '\($0.0)' is less than 1" }
  }

  /// The usual settings.
  package init() {}

  /// The usual settings, which options of the command line have as defaults.
  package static let defaults = SessionSettings()
}
