internal import LabelStore

/// Which documents of a session lack answers, and who can still be asked about them.
///
/// A document lacks answers while fewer annotators than the overlap have answered it and
/// nobody has settled it. Those can be asked who have neither answered nor skipped it: everybody
/// who ever answered or skipped something, and those whose role is to answer. While these are
/// fewer than the overlap, others have to come.
struct SessionCoverage {
  /// Documents that lack answers.
  let lackingCount: Int
  /// Whether there is nothing left to ask anybody.
  let isExhausted: Bool
  private let dealtCounts: [Int: Int]
  private let lackingDealtCounts: [Int: Int]
  private let lackingSkippedCounts: [Int: Int]

  /// Counts what answers amount to.
  init(
    documentCount: Int,
    overlap: Int,
    answers: [StoredAnswer],
    settled: Set<Int>,
    annotators: [StoredAnnotator]
  ) {
    var answered = [Int](repeating: 0, count: documentCount)
    for answer in answers where !answer.isSkip { answered[answer.document] += 1 }
    func lacks(_ document: Int) -> Bool {
      answered[document] < overlap && !settled.contains(document)
    }
    var dealtCounts: [Int: Int] = [:]
    var lackingDealtCounts: [Int: Int] = [:]
    var lackingSkippedCounts: [Int: Int] = [:]
    for answer in answers {
      dealtCounts[answer.annotator, default: 0] += 1
      guard lacks(answer.document) else { continue }
      lackingDealtCounts[answer.annotator, default: 0] += 1
      if answer.isSkip { lackingSkippedCounts[answer.annotator, default: 0] += 1 }
    }
    let lackingCount = (0..<documentCount).count(where: lacks)
    let askable = annotators.filter {
      !$0.isPaused && ($0.role == .annotator || dealtCounts[$0.number] != nil)
    }
    isExhausted =
      lackingCount == 0
      || (askable.count >= overlap
        && askable.allSatisfy { lackingDealtCounts[$0.number] == lackingCount })
    self.lackingCount = lackingCount
    self.dealtCounts = dealtCounts
    self.lackingDealtCounts = lackingDealtCounts
    self.lackingSkippedCounts = lackingSkippedCounts
  }

  /// Documents that an annotator can still be asked about.
  func openCount(for annotator: Int) -> Int {
    lackingCount - (lackingDealtCounts[annotator] ?? 0)
  }

  /// Documents that an annotator has answered or skipped, and those they can still be asked about.
  func shareCount(of annotator: Int) -> Int {
    (dealtCounts[annotator] ?? 0) + openCount(for: annotator)
  }

  /// Documents that an annotator skipped and that lack answers.
  func skippedCount(of annotator: Int) -> Int { lackingSkippedCounts[annotator] ?? 0 }
}
