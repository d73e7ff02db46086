package import LabelingCore

/// Whether stated confidences come true: rows gathered by confidence.
///
/// Bins are equally wide; a confidence on a border belongs to the lower bin.
/// - SeeAlso: Naeini, Cooper & Hauskrecht 2015, doi:10.1609/aaai.v29i1.9602
package struct ReliabilityTable: Hashable, Sendable, Codable {
  /// The rows of one range of confidence.
  package struct Bin: Hashable, Sendable, Codable {
    /// Confidences of the bin are above this, or equal in the first bin.
    package let lower: Double
    /// Confidences of the bin are at most this.
    package let upper: Double
    /// Number of rows.
    package let count: Int
    /// Their mean confidence; `nil` for an empty bin.
    package let meanConfidence: Double?
    /// The share of them that is right.
    package let accuracy: Double?
    /// Confidence interval of that share.
    package let accuracyInterval: Interval?

    private enum CodingKeys: String, CodingKey {
      case lower
      case upper
      case count
      case meanConfidence = "mean_confidence"
      case accuracy
      case accuracyInterval = "accuracy_interval"
    }
  }

  /// Number of bins used throughout.
  package static let binCount = 15

  /// The bins, lowest confidence first.
  package let bins: [Bin]

  /// Mean distance of accuracy from confidence over the bins, weighted by rows.
  ///
  /// `nil` without rows.
  package var expectedCalibrationError: Double? {
    let total = bins.reduce(0) { $0 + $1.count }
    guard total > 0 else { return nil }
    return bins.reduce(0.0) { sum, bin in
      guard let confidence = bin.meanConfidence, let accuracy = bin.accuracy else { return sum }
      return sum + abs(accuracy - confidence) * Double(bin.count)
    } / Double(total)
  }

  /// The sums of a table under construction.
  struct Builder {
    private var counts = [Int](repeating: 0, count: binCount)
    private var confidences = [Double](repeating: 0, count: binCount)
    private var right = [Double](repeating: 0, count: binCount)

    /// Adds equal rows; `credit` is 1 where they are right, 0 where wrong.
    mutating func add(confidence: Double, credit: Double, count: Int) {
      let scaled = (confidence * Double(binCount)).rounded(.up)
      let bin = min(max(Int(scaled) - 1, 0), binCount - 1)
      counts[bin] += count
      confidences[bin] += confidence * Double(count)
      right[bin] += credit * Double(count)
    }

    /// The table of the rows added so far.
    func finish() -> ReliabilityTable {
      ReliabilityTable(
        bins: counts.indices.map { b in
          let total = Double(counts[b])
          return Bin(
            lower: Double(b) / Double(binCount),
            upper: Double(b + 1) / Double(binCount),
            count: counts[b],
            meanConfidence: counts[b] > 0 ? confidences[b] / total : nil,
            accuracy: counts[b] > 0 ? right[b] / total : nil,
            accuracyInterval: Interval(successes: right[b], total: total)
          )
        }
      )
    }
  }
}
