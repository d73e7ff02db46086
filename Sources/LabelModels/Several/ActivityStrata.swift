internal import LabelingCore

/// Documents by how much is said of them: where everybody speaks, silence tells more.
///
/// act_x = Σ_c *k_xc* is rounded to 1e-9. The cuts are the distinct 1/3 and 2/3 quantiles, by linear
/// interpolation; the stratum of a document is the number of cuts ≤ act_x.
/// φ_s = (mean act in *s* + .5) / (mean act + .5) is what silence counts in stratum *s*.
package struct ActivityStrata: Hashable, Sendable, Codable {
  /// The cuts, ascending.
  package var cuts: [Double]
  /// φ of each stratum; one more than cuts.
  package var factors: [Double]
  /// Documents of each stratum.
  package var documents: [Int]

  /// Strata that make no difference, where silence says nothing.
  static func single(documents: Int) -> ActivityStrata {
    ActivityStrata(cuts: [], factors: [1], documents: [documents])
  }

  private init(cuts: [Double], factors: [Double], documents: [Int]) {
    self.cuts = cuts
    self.factors = factors
    self.documents = documents
  }

  /// The strata of some rows.
  ///
  /// - Parameters:
  ///   - activity: act of each row.
  ///   - counts: Documents with each row.
  init(activity: [Double], counts: [Double]) {
    let n = counts.reduce(0, +)
    let order = activity.indices.sorted { activity[$0] < activity[$1] }
    var ends: [Double] = []
    var end = 0.0
    for x in order {
      end += counts[x]
      ends.append(end)
    }
    /// The activity of the *i*-th document, from 0.
    func value(at place: Double) -> Double {
      var (low, high) = (0, ends.count - 1)
      while low < high {
        let middle = (low + high) / 2
        if ends[middle] <= place { low = middle + 1 } else { high = middle }
      }
      return ends.isEmpty ? 0 : activity[order[low]]
    }
    var cuts: [Double] = []
    for share in [1.0 / 3, 2.0 / 3] where n > 0 {
      let place = (n - 1) * share
      let low = value(at: place.rounded(.down))
      let high = value(at: min(place.rounded(.down) + 1, n - 1))
      let cut = low + (high - low) * (place - place.rounded(.down))
      if cuts.last != cut { cuts.append(cut) }
    }
    var sums = [Double](repeating: 0, count: cuts.count + 1)
    var sizes = sums
    for x in activity.indices {
      let stratum = Self.stratum(of: activity[x], cuts)
      sums[stratum] += counts[x] * activity[x]
      sizes[stratum] += counts[x]
    }
    let mean = n > 0 ? sums.reduce(0, +) / n : 0
    self.cuts = cuts
    factors = sums.indices.map { stratum in
      // Nobody was there while fitting: the least activity of the stratum.
      let least = stratum > 0 ? cuts[stratum - 1] : 0
      let own = sizes[stratum] > 0 ? sums[stratum] / sizes[stratum] : least
      return (own + 0.5) / (mean + 0.5)
    }
    documents = sizes.map { Int($0) }
  }

  /// Number of strata.
  package var count: Int { factors.count }

  /// The stratum of a document.
  func stratum(of activity: Double) -> Int { Self.stratum(of: activity, cuts) }

  private static func stratum(of activity: Double, _ cuts: [Double]) -> Int {
    cuts.count { $0 <= activity }
  }

  /// act of each row.
  static func activities(of table: StatementTable, weights: [Double]) -> [Double] {
    (0..<table.rowCount).map { x in
      var sum = 0.0
      for index in table.rowStarts[x]..<table.rowStarts[x + 1] {
        sum += weights[Int(table.rowPairs[index])] * Double(table.rowTimes[index])
      }
      return (sum * 1e9).rounded() / 1e9
    }
  }

  /// Whether the parts, read from a file, fit together.
  var isSound: Bool {
    factors.count == cuts.count + 1 && documents.count == factors.count
      && factors.allSatisfy { $0.isFinite && $0 > 0 } && cuts.allSatisfy(\.isFinite)
      && zip(cuts, cuts.dropFirst()).allSatisfy { $0 < $1 }
  }
}
