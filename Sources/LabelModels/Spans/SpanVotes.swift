package import LabelingCore

/// The votes on spans of documents, and gold spans of some of them.
package struct SpanVotes: Sendable {
  /// Names of the functions or annotators.
  package let voters: [String]
  /// The types of spans.
  package let types: LabelSpace
  /// The votes, document by document; in a document in order of start, end, voter and type.
  package private(set) var votes: [SpanVote] = []
  private var starts = [0]
  private var lengths: [Int32] = []
  /// The annotators who were asked about a document, where not all were.
  private var askedVoters: [Int: [Int32]] = [:]
  /// All true spans of gold documents.
  package private(set) var gold: [Int: [LabeledSpan]] = [:]

  /// Votes of no document.
  package init(voters: [String], types: LabelSpace) {
    self.voters = voters
    self.types = types
  }

  /// Number of documents.
  package var documentCount: Int { starts.count - 1 }

  /// Adds a document.
  ///
  /// - Parameters:
  ///   - votes: Its votes in any order; a vote that is given twice counts once.
  ///   - length: Number of its positions; `nil` takes the end of the last vote.
  ///   - asked: Indices of the annotators who were asked; `nil` when all were.
  ///   - gold: All its true spans; `nil` when they are not known.
  package mutating func append(
    _ votes: [SpanVote],
    length: Int? = nil,
    asked: [Int]? = nil,
    gold: [LabeledSpan]? = nil
  ) {
    if let asked { askedVoters[documentCount] = Set(asked).sorted().map(Int32.init) }
    if let gold { self.gold[documentCount] = Set(gold).sorted() }
    let first = self.votes.count
    for vote in votes.sorted() where first == self.votes.count || self.votes.last != vote {
      self.votes.append(vote)
    }
    starts.append(self.votes.count)
    lengths.append(length.map(Int32.init) ?? votes.map(\.span.end).max() ?? 0)
  }

  /// Number of positions of a document.
  func length(of document: Int) -> Int { Int(lengths[document]) }

  /// The votes on a document.
  package func votes(of document: Int) -> ArraySlice<SpanVote> {
    votes[starts[document]..<starts[document + 1]]
  }

  /// The annotators who were asked about a document.
  func asked(about document: Int) -> [Int32] {
    askedVoters[document] ?? voters.indices.map(Int32.init)
  }

  /// Calls `body` for each island of a document: votes that overlap, directly or through others.
  ///
  /// Touching votes are two islands.
  /// - Complexity: O(votes of the document).
  func forEachIsland(of document: Int, _ body: (ArraySlice<SpanVote>) -> Void) {
    let end = starts[document + 1]
    var first = starts[document]
    while first < end {
      var last = first + 1
      var reach = votes[first].span.end
      while last < end, votes[last].span.start < reach {
        reach = max(reach, votes[last].span.end)
        last += 1
      }
      body(votes[first..<last])
      first = last
    }
  }
}
