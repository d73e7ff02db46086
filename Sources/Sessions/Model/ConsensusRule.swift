internal import LabelStore
internal import LabelingCore

/// How the answers of a document's annotators amount to something together.
///
/// Where a document has one class, that is the class that most gave. Where it may have several, each
/// class is decided on its own: it is there when more than half of those who answered gave it, and
/// open when just half did. A document is decided when all its classes are.
struct ConsensusRule {
  /// Number of classes.
  var classCount: Int
  /// How many of them a document has.
  var labels: LabelKind

  /// What answers about one document amount to.
  ///
  /// - Parameters:
  ///   - answers: The answers and skips.
  ///   - settled: How somebody settled the document; `nil` where nobody did.
  /// - Returns: The consensus.
  func consensus(
    on answers: ArraySlice<StoredAnswer>,
    settled: LabelAnswer? = nil
  ) -> Consensus {
    let given = answers.compactMap { $0.says.effective(of: classCount) }
    var counts = [Int](repeating: 0, count: classCount)
    for says in given { for index in says.presentClasses { counts[index] += 1 } }
    var consensus = Consensus(
      says: settled,
      source: .adjudicated,
      counts: counts,
      answerCount: given.count,
      openClasses: [],
      isDisputed: given.contains { $0 != given[0] }
    )
    guard settled == nil else { return consensus }
    switch labels {
    case .one: consensus.says = leader(counts)
    case .several where !given.isEmpty:
      consensus.openClasses = counts.indices.filter { 2 * counts[$0] == given.count }
      let most = counts.indices.filter { 2 * counts[$0] > given.count }
      consensus.says = consensus.openClasses.isEmpty ? .classes(most) : nil
    case .several: break
    }
    let isAgreed = !consensus.isDisputed
    consensus.source = consensus.says == nil ? .open : isAgreed ? .agreed : .majority
    return consensus
  }

  /// The consensus on each document that has answers or was adjudicated.
  ///
  /// - Parameters:
  ///   - answers: Answers in order of their documents.
  ///   - settled: How documents were settled.
  /// - Returns: The consensus by document.
  func consensus(
    on answers: [StoredAnswer],
    settled: [Int: LabelAnswer]
  ) -> [Int: Consensus] {
    var all: [Int: Consensus] = [:]
    var start = 0
    while start < answers.count {
      var end = start
      while end < answers.count, answers[end].document == answers[start].document { end += 1 }
      let document = answers[start].document
      all[document] = consensus(on: answers[start..<end], settled: settled[document])
      start = end
    }
    for (document, says) in settled where all[document] == nil {
      all[document] = consensus(on: [], settled: says)
    }
    return all
  }

  /// The one class that most gave.
  private func leader(_ counts: [Int]) -> LabelAnswer? {
    let most = counts.max() ?? 0
    let leaders = counts.indices.filter { counts[$0] == most && most > 0 }
    return leaders.count == 1 ? .oneClass(leaders[0]) : nil
  }
}
