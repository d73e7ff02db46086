internal import LabelStore
package import LabelingCore

/// What the annotators of a document amount to together.
package struct Consensus: Hashable, Sendable {
  /// How the class came about.
  package enum Source: String, Hashable, Sendable, Codable {
    /// All who answered gave the same class.
    case agreed
    /// More gave this class than any other.
    case majority
    /// Somebody settled a disagreement.
    case adjudicated
    /// As many gave one class as another, or nobody gave any.
    case open
  }

  /// The class; abstain where it is open.
  package var vote: Vote
  /// How it came about.
  package var source: Source
  /// Answers for each class.
  package var counts: [Int]

  /// Whether two annotators gave different classes.
  package var isDisputed: Bool { counts.count { $0 > 0 } > 1 }

  /// Counts answers.
  init(_ answers: ArraySlice<StoredAnswer>, adjudication: Int?, classCount: Int) {
    var counts = [Int](repeating: 0, count: classCount)
    for answer in answers {
      if let vote = answer.effectiveClass(of: classCount) { counts[vote] += 1 }
    }
    self.counts = counts
    let most = counts.max() ?? 0
    let leaders = counts.indices.filter { counts[$0] == most && most > 0 }
    if let adjudication {
      (vote, source) = (Vote(classIndex: adjudication), .adjudicated)
    } else if leaders.count == 1 {
      let isAgreed = counts.reduce(0, +) == most
      (vote, source) = (Vote(classIndex: leaders[0]), isAgreed ? .agreed : .majority)
    } else {
      (vote, source) = (.abstain, .open)
    }
  }

  /// The consensus on each document that has answers or was adjudicated.
  ///
  /// - Parameters:
  ///   - answers: Answers in order of their documents.
  ///   - adjudications: Classes that were settled.
  ///   - classCount: Number of classes.
  /// - Returns: The consensus by document.
  static func all(
    _ answers: [StoredAnswer],
    adjudications: [Int: Int],
    classCount: Int
  ) -> [Int: Consensus] {
    var all: [Int: Consensus] = [:]
    var start = 0
    while start < answers.count {
      var end = start
      while end < answers.count, answers[end].document == answers[start].document { end += 1 }
      let document = answers[start].document
      all[document] = Consensus(
        answers[start..<end],
        adjudication: adjudications[document],
        classCount: classCount
      )
      start = end
    }
    for (document, vote) in adjudications where all[document] == nil {
      all[document] = Consensus([], adjudication: vote, classCount: classCount)
    }
    return all
  }
}

extension StoredAnswer {
  /// The class it votes for: of two classes the refused one's opposite; `nil` for none.
  func effectiveClass(of classCount: Int) -> Int? {
    guard isRejection else { return classIndex }
    return classCount == 2 ? classIndex.map { 1 - $0 } : nil
  }
}
