package import CorpusIO

/// Formats that votes are written in: their own, and those of corpora.
package enum VoteFormat: RawRepresentable, CaseIterable, Hashable, Sendable {
  /// With where the votes came from, and checked when it is read.
  case votes
  /// A table with a column per function, or records with an object of votes.
  case corpus(CorpusFormat)

  /// All formats, in the order in which help lists them.
  package static let allCases: [VoteFormat] = [votes] + CorpusFormat.allCases.map { corpus($0) }

  /// The format of a name; `nil` for a name that no format has.
  package init?(rawValue: String) {
    if rawValue == Self.votes.rawValue {
      self = .votes
    } else if let format = CorpusFormat(rawValue: rawValue) {
      self = .corpus(format)
    } else {
      return nil
    }
  }

  /// The name on the command line.
  package var rawValue: String {
    switch self {
    case .votes: "votes"
    case .corpus(let format): format.rawValue
    }
  }

  /// Whether it is text with separators, which spreadsheets open.
  package var isSeparatedValues: Bool {
    switch self {
    case .votes: false
    case .corpus(let format): format.isSeparatedValues
    }
  }

  /// The format that a path's suffix stands for; `.gz` behind it is ignored.
  init?(path: String) {
    if let format = CorpusFormat(path: path) {
      self = .corpus(format)
      return
    }
    var name = path.lowercased()
    if name.hasSuffix(".gz") { name.removeLast(3) }
    guard name.hasSuffix(".\(Self.votes.rawValue)") else { return nil }
    self = .votes
  }
}
