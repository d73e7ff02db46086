/// What an annotator may do in a session; each role may do all that the ones before it may.
package enum AnnotatorRole: String, Hashable, Sendable, Codable, CaseIterable, Comparable {
  /// Answers, skips, flags, notes, and takes back what they did themselves.
  case annotator
  /// Sees what all answered, and settles disagreements and flagged documents.
  case adjudicator
  /// Sees how everybody answers, hidden check questions included.
  case manager

  package static func < (first: AnnotatorRole, second: AnnotatorRole) -> Bool {
    first.rank < second.rank
  }

  private var rank: Int {
    switch self {
    case .annotator: 0
    case .adjudicator: 1
    case .manager: 2
    }
  }
}
