internal import CorpusIO
internal import LabelingCore
internal import TextKit
internal import Workspace

extension TermSuggestions {
  /// What is counted of a term.
  private struct Term {
    /// Documents that hold it.
    var documents = 0
    /// Target documents that hold it; by class where documents have several.
    var support: [Int]
    /// Documents of known class that hold it.
    var judged = 0.0
    /// Those of them that are of each class.
    var classes: [Double]
    /// Where it occurs first.
    var first: (document: Int, words: Range<Int>)
    /// The document it was counted in last.
    var last = -1

    /// Target documents for a function of a class that hold it.
    func support(ofClass index: Int) -> Int { support[support.count == 1 ? 0 : index] }
  }

  /// A term that passes all tests by itself.
  private struct Candidate {
    let hash: UInt64
    let term: Term
    let classIndex: Int
    let contrast: TermContrast
  }

  /// Candidates for each class that are compared with functions and each other.
  private static let candidateLimit = 200
  /// From this overlap on (Jaccard) two sets of documents are the same.
  private static let sameDocuments = 0.8
  /// From this share on a function has a term's documents, whatever others it has besides.
  private static let nearlyAll = 0.95
  private static let exampleLimit = 3

  /// Looks for terms.
  ///
  /// - Parameters:
  ///   - inspection: The corpus with its votes.
  ///   - options: How to look.
  /// - Throws: What reading the corpus throws.
  package init(for inspection: Inspection, options: Options = Options()) throws {
    let sample = try TermSample(
      inspection,
      target: options.target,
      limit: options.documentLimit,
      seed: options.seed
    )
    let classCount = inspection.votes.labelSpace.classCount
    let kind = inspection.kind
    let terms = Self.count(sample, classCount, kind, options)
    var totals = [Double](repeating: 0, count: classCount)
    for document in sample.documents {
      for (index, share) in (document.classes ?? []).enumerated() { totals[index] += share }
    }
    let judgedTotal =
      kind == .several
      ? Double(sample.documents.count { $0.classes != nil }) : totals.reduce(0, +)
    let frequent = terms.filter { $0.value.support.contains { $0 >= options.minimumSupport } }
    let tests = max(
      1,
      frequent.reduce(0) { sum, term in
        sum
          + (0..<classCount).count { term.value.support(ofClass: $0) >= options.minimumSupport }
      }
    )
    let threshold = NormalDistribution.upperQuantile(0.05 / Double(tests))
    var candidates: [Candidate] = []
    for (hash, term) in frequent {
      let share = Double(term.documents) / Double(sample.documents.count)
      for index in 0..<classCount where term.support(ofClass: index) >= options.minimumSupport {
        let judged = kind == .several ? term.judged : term.classes.reduce(0, +)
        let contrast = TermContrast(
          inside: term.classes[index],
          of: totals[index],
          outside: judged - term.classes[index],
          of: judgedTotal - totals[index],
          share: share
        )
        let precision = Interval(successes: term.classes[index], total: judged)
        guard contrast.zScore >= threshold, let precision,
          precision.lower >= options.minimumPrecision
        else {
          continue
        }
        candidates.append(
          Candidate(hash: hash, term: term, classIndex: index, contrast: contrast)
        )
      }
    }
    let chosen = Self.choose(candidates, sample, inspection, options)
    self.init(
      usesGold: sample.usesGold,
      documentCount: sample.documents.count,
      targetCount: sample.documents.count { $0.isTarget || !$0.wantedClasses.isEmpty },
      testCount: tests,
      threshold: threshold,
      duplicateCount: chosen.duplicateCount,
      suggestions: chosen.suggestions
    )
  }

  private static func count(
    _ sample: TermSample,
    _ classCount: Int,
    _ kind: LabelKind,
    _ options: Options
  ) -> [UInt64: Term] {
    var terms: [UInt64: Term] = [:]
    let none = [Double](repeating: 0, count: classCount)
    let noSupport = [Int](repeating: 0, count: kind == .one ? 1 : classCount)
    for (index, document) in sample.documents.enumerated() {
      document.words.forEachPhrase(upTo: options.phraseLength) { hash, words in
        var term = terms[hash] ?? Term(support: noSupport, classes: none, first: (index, words))
        guard term.last != index else { return }
        term.last = index
        term.documents += 1
        for c in noSupport.indices where document.isTarget(ofClass: c, kind) {
          term.support[c] += 1
        }
        if document.classes != nil { term.judged += 1 }
        for (c, share) in (document.classes ?? []).enumerated() { term.classes[c] += share }
        terms[hash] = term
      }
    }
    return terms
  }

  /// The best candidates whose documents no function and no better candidate has.
  private static func choose(
    _ candidates: [Candidate],
    _ sample: TermSample,
    _ inspection: Inspection,
    _ options: Options
  ) -> (suggestions: [Suggestion], duplicateCount: Int) {
    let classes = inspection.votes.labelSpace.classes
    let values = classes.enumerated().map { index, name in
      SwiftSource.value(
        ofClass: name,
        case: index < inspection.classCases.count ? inspection.classCases[index] : ""
      )
    }
    let taken = inspection.votes.voters.compactMap { name in
      name.hasPrefix("suggested_") ? Int(name.dropFirst("suggested_".count)) : nil
    }
    let firstNumber = (taken.max() ?? 0) + 1
    func phrase(_ candidate: Candidate) -> String {
      sample.documents[candidate.term.first.document].words.phrase(candidate.term.first.words)
    }
    var suggestions: [Suggestion] = []
    var duplicateCount = 0
    for index in classes.indices {
      let best = candidates.filter { $0.classIndex == index }
        .map { ($0, phrase($0)) }
        .sorted { ($1.0.contrast.zScore, $0.1) < ($0.0.contrast.zScore, $1.1) }
        .prefix(candidateLimit)
      let documents = documentsHolding(Set(best.map { $0.0.hash }), sample, options)
      var kept: [Set<Int>] = []
      for (candidate, term) in best where kept.count < options.limit {
        let holding = documents[candidate.hash] ?? []
        let holders = Set(holding)
        if kept.contains(where: { isSame($0, holders) }) { continue }
        if isKnown(holders, index, sample, inspection.votes) {
          duplicateCount += 1
          continue
        }
        kept.append(holders)
        let judged =
          inspection.kind == .several
          ? candidate.term.judged : candidate.term.classes.reduce(0, +)
        let examples = holding.lazy.map { sample.documents[$0] }
          .filter { $0.isTarget(ofClass: index, inspection.kind) }
        suggestions.append(
          Suggestion(
            term: term,
            vote: classes[index],
            zScore: candidate.contrast.zScore,
            logOdds: candidate.contrast.logOdds,
            support: candidate.term.support(ofClass: index),
            judgedCount: judged,
            precision: candidate.term.classes[index] / max(judged, 1e-9),
            precisionInterval: Interval(
              successes: candidate.term.classes[index],
              total: judged
            ),
            examples: examples.prefix(exampleLimit).map(\.id),
            swift: "Keywords(\"suggested_\(firstNumber + suggestions.count)\", "
              + "[\(SwiftSource.literal(term))], vote: \(values[index]))"
          )
        )
      }
    }
    return (suggestions, duplicateCount)
  }

  /// The documents that hold each of some terms, in their order.
  private static func documentsHolding(
    _ hashes: Set<UInt64>,
    _ sample: TermSample,
    _ options: Options
  ) -> [UInt64: [Int]] {
    var documents: [UInt64: [Int]] = [:]
    for (index, document) in sample.documents.enumerated() {
      document.words.forEachPhrase(upTo: options.phraseLength) { hash, _ in
        guard hashes.contains(hash), documents[hash]?.last != index else { return }
        documents[hash, default: []].append(index)
      }
    }
    return documents
  }

  /// Whether a function votes for the class on nearly all of these documents, or on most of them
  /// and hardly any others.
  private static func isKnown(
    _ holders: Set<Int>,
    _ classIndex: Int,
    _ sample: TermSample,
    _ votes: VotePatterns
  ) -> Bool {
    var shared = [Int](repeating: 0, count: votes.voters.count)
    // A function that says the class among others does not know it.
    let areForClass = (0..<votes.ballots.count).map {
      let said = votes.ballots.classes(of: $0)
      return votes.kind == .several ? said.contains(classIndex) : said == [classIndex]
    }
    func isForClass(_ ballot: Int16) -> Bool { areForClass[Int(ballot)] }
    for index in holders {
      for entry in votes.entries(of: sample.documents[index].pattern)
      where isForClass(entry.ballot) {
        shared[Int(entry.voter)] += 1
      }
    }
    return shared.indices.contains { voter in
      let share = Double(shared[voter]) / Double(max(holders.count, 1))
      guard share >= sameDocuments else { return false }
      if share >= nearlyAll { return true }
      let own = sample.documents.count { document in
        votes.entries(of: document.pattern).contains {
          Int($0.voter) == voter && isForClass($0.ballot)
        }
      }
      return Double(shared[voter]) >= sameDocuments * Double(own + holders.count - shared[voter])
    }
  }

  private static func isSame(_ first: Set<Int>, _ second: Set<Int>) -> Bool {
    let shared = first.intersection(second).count
    return Double(shared) >= sameDocuments * Double(first.count + second.count - shared)
  }
}
