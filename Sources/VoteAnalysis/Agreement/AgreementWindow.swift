package import LabelingCore

/// How far voters agree in one of several consecutive parts of their work.
///
/// Agreement that falls from part to part says that voters tire, or that they read the classes
/// differently by now; agreement that rises, that they learned from each other.
package struct AgreementWindow: Hashable, Sendable, Codable {
  /// Rows of the part, each with the votes of two voters at least.
  package let rowCount: Int
  /// Share of pairs of votes on one row that are for the same class.
  package let agreement: Double?
  /// Krippendorff's alpha, nominal, of these rows alone.
  package let krippendorffAlpha: Double?
  /// Share in which each voter agrees with the others it meets, in column order.
  package let voters: [Double?]

  private enum CodingKeys: String, CodingKey {
    case rowCount = "row_count"
    case agreement
    case krippendorffAlpha = "krippendorff_alpha"
    case voters
  }

  /// Fewest rows of a part: of fewer, the shares say next to nothing.
  package static let leastRowCount = 10
  /// Most parts.
  package static let mostCount = 5

  /// Measures the agreement on rows.
  init(of patterns: VotePatterns, rowCount: Int) {
    let pairs = CohenKappa.pairs(of: patterns)
    self.rowCount = rowCount
    agreement = CohenKappa.agreement(of: pairs)
    krippendorffAlpha = KrippendorffAlpha.value(of: patterns)
    voters = patterns.voters.indices.map { CohenKappa.agreement(of: pairs, with: $0) }
  }

  /// Cuts rows into consecutive parts of equal size, to the row, and measures each.
  ///
  /// - Parameters:
  ///   - patterns: The votes.
  ///   - rows: Rows in the order in which they were voted on; those with fewer than two voters are
  ///     left out.
  /// - Returns: As many parts as there are ``leastRowCount`` rows for, at most ``mostCount``; none
  ///   where there would be one.
  /// - Complexity: O(sum over rows of *v*²) for rows of *v* votes.
  package static func consecutive(
    of patterns: VotePatterns,
    inOrder rows: [Int]
  ) -> [AgreementWindow] {
    let shared = rows.filter { row in
      let entries = patterns.entries(of: Int(patterns.patternOfRow[row]))
      return entries.contains { $0.voter != entries.first?.voter }
    }
    let count = min(mostCount, shared.count / leastRowCount)
    guard count > 1 else { return [] }
    return (0..<count).map { part in
      let range = (part * shared.count / count)..<((part + 1) * shared.count / count)
      var builder = VotePatterns.Builder(voters: patterns.voters, labelSpace: patterns.labelSpace)
      for row in shared[range] {
        builder.append(entries: patterns.entries(of: Int(patterns.patternOfRow[row])))
      }
      return AgreementWindow(of: builder.finish(), rowCount: range.count)
    }
  }
}
