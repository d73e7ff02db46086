internal import ActiveLearning
internal import Foundation
internal import LabelStore
internal import LabelingCore
internal import VoteAnalysis

extension SessionEngine {
  private typealias AnswerPatterns = (patterns: VotePatterns, documents: [Int])

  /// How far the session is.
  package func status() throws -> SessionStatus {
    try refreshSettings()
    // Read once, as a long session has much of each; the journal, and then the annotators, behind
    // the answers: they have all that those name.
    let answers = try store.answers()
    let events = try store.events()
    let annotators = try store.annotators()
    let live = events.live
    let all = try consensus(answers)
    let coverage = try coverage(of: answers)
    let given = answers.filter { !$0.isSkip }
    let questions = try store.questions()
    let answerCounts = Dictionary(grouping: given, by: \.document).mapValues(\.count)
    let disputed = all.values.filter(\.isDisputed)
    var classCounts = [Int](repeating: 0, count: labelSpace.classCount)
    for consensus in all.values {
      for index in consensus.says?.presentClasses ?? [] { classCounts[index] += 1 }
    }
    // Without the corpus there is still everything else to say.
    let posterior = try? planner.posterior()
    let open = questions.filter { answerCounts[$0.document] == nil }
    let batches = try store.batches()
    let table = answerCounts.values.contains { $0 > 1 } ? answerTable(answers, annotators) : nil
    let agreement = table.map { agreementSummary($0.patterns) }
    return SessionStatus(
      documentCount: documents.count,
      questionCount: questions.count,
      answeredCount: answerCounts.count,
      overlap: settings.overlap,
      completeCount: answerCounts.values.count { $0 >= settings.overlap },
      answerCount: given.count,
      budget: settings.budget,
      skipCount: answers.count - given.count,
      flagCount: Set(DocumentFlag.all(in: live).map(\.document)).count,
      noteCount: Set(live.filter { $0.kind == .note }.map(\.document)).count,
      disagreementCount: disputed.count,
      adjudicatedCount: disputed.count { $0.source == .adjudicated },
      classCounts: classCounts,
      emptyCount: all.values.count { $0.says == .classes([]) },
      undecidedCount: answerCounts.keys.count { all[$0]?.says == nil },
      annotators: try progress(of: annotators, answers, events, coverage, agreement),
      agreement: agreement,
      labelSetAgreement: labels == .several
        ? table.map { LabelSetAgreement(of: $0.patterns) } : nil,
      windows: table.map { agreementWindows($0, answers) } ?? [],
      expectedCorrections: posterior.map { posterior in
        open.reduce(0) { $0 + posterior.expectedErrors(of: $1.document) }
      },
      openQuestionCount: open.count,
      stopping: try stopping(batches, all, answers, live),
      isExhausted: coverage.isExhausted
    )
  }

  /// Which documents lack answers.
  func coverage(of answers: [StoredAnswer]) throws -> SessionCoverage {
    SessionCoverage(
      documentCount: documents.count,
      overlap: settings.overlap,
      answers: answers,
      settled: Set(try store.adjudications().keys),
      annotators: try store.annotators()
    )
  }

  /// How far the annotators agree on the documents they have in common; where documents may have
  /// several classes, on the lists as a whole.
  private func agreementSummary(_ patterns: VotePatterns) -> AgreementSummary {
    guard labels == .one else { return AgreementSummary(of: patterns.ofWholeLists) }
    return AgreementSummary(
      of: patterns,
      scale: settings.isOrdered ? RatingScale(inOrder: labelSpace) : nil
    )
  }

  /// How far the annotators agree in consecutive parts of the session, by their last answers.
  private func agreementWindows(
    _ table: AnswerPatterns,
    _ answers: [StoredAnswer]
  ) -> [AgreementWindow] {
    let (patterns, documents) = table
    var last: [Int: Int] = [:]
    for answer in answers where !answer.isSkip {
      last[answer.document] = max(last[answer.document] ?? 0, answer.event)
    }
    let rows = documents.indices.sorted { (last[documents[$0]] ?? 0) < (last[documents[$1]] ?? 0) }
    return AgreementWindow.consecutive(
      of: labels == .one ? patterns : patterns.ofWholeLists,
      inOrder: rows
    )
  }

  /// The answers as votes of the annotators, a row per document with answers.
  private func answerTable(
    _ answers: [StoredAnswer],
    _ annotators: [StoredAnnotator]
  ) -> AnswerPatterns {
    let numbers = Dictionary(
      annotators.enumerated().map { ($1.number, $0) },
      uniquingKeysWith: { first, _ in first }
    )
    var builder = VotePatterns.Builder(voters: annotators.map(\.name), labelSpace: labelSpace)
    var ballots = BallotRegister(classCount: labelSpace.classCount, kind: labels)
    var rows: [Int] = []
    var entries: [VotePatterns.Entry] = []
    for answer in answers {
      guard let record = answer.says.ballot(of: labelSpace.classCount),
        let vote = ballots.index(adding: record),
        let voter = numbers[answer.annotator]
      else { continue }
      if rows.last != answer.document {
        if !rows.isEmpty { builder.append(entries: entries) }
        entries.removeAll(keepingCapacity: true)
        rows.append(answer.document)
      }
      entries.append(VotePatterns.Entry(voter: voter, ballot: Int(vote)))
    }
    if !rows.isEmpty { builder.append(entries: entries) }
    return (builder.finish(saying: ballots), rows)
  }

  private func progress(
    of annotators: [StoredAnnotator],
    _ answers: [StoredAnswer],
    _ events: [SessionEvent],
    _ coverage: SessionCoverage,
    _ agreement: AgreementSummary?
  ) throws -> [AnnotatorProgress] {
    let events = Dictionary(grouping: events, by: \.annotator)
    let byAnnotator = Dictionary(grouping: answers, by: \.annotator)
    let checks = try store.checks()
    return annotators.map(Annotator.init).enumerated().map { index, annotator in
      let own = byAnnotator[annotator.number] ?? []
      let checked = own.compactMap { answer in
        checks[answer.document].flatMap { known in
          answer.says.effective(of: labelSpace.classCount).map { $0 == known }
        }
      }
      return AnnotatorProgress(
        annotator: annotator,
        answerCount: own.count { !$0.isSkip },
        skipCount: own.count { $0.isSkip },
        shareCount: coverage.shareCount(of: annotator.number),
        pace: WorkPace(of: events[annotator.number] ?? []),
        othersAgreement: agreement.flatMap {
          index < $0.voters.count ? $0.voters[index].othersAgreement : nil
        },
        checks: AnnotatorProgress.Checks(
          answerCount: checked.count,
          rightCount: checked.count { $0 }
        )
      )
    }
  }

  /// What was measured when a batch was chosen; `nil` when nothing was.
  private func facts(of batch: SessionStore.Batch) throws -> RoundFacts? {
    guard let figures = batch.figures else { return nil }
    let facts = try? JSONDecoder().decode(RoundFacts.self, from: Data(figures.utf8))
    // A model that cannot distinguish classes predicts none: −1.
    let classes = -1..<Int16(labelSpace.classCount)
    guard let facts, facts.predictions.allSatisfy({ classes.contains($0) }) else {
      throw StoreError.damaged(
        path: path,
        kind: .session,
        rule: "the figures of batch \(batch.number) are not what winnow writes there"
      )
    }
    return facts
  }

  /// What the stopping criteria say.
  private func stopping(
    _ batches: [SessionStore.Batch],
    _ all: [Int: Consensus],
    _ answers: [StoredAnswer],
    _ live: [SessionEvent]
  ) throws -> [StoppingFigure] {
    var evidence = StoppingEvidence(labelSpace: labelSpace, documentCount: documents.count)
    evidence.rounds = try batches.compactMap { try facts(of: $0) }
      .filter { $0.meanUncertainty != nil || !$0.predictions.isEmpty }
    var seen: Set<Int> = []
    for event in live where event.kind == .answer {
      guard let says = all[event.document]?.says, says.kind == labels,
        seen.insert(event.document).inserted
      else { continue }
      evidence.labeled.append(
        StoppingEvidence.Labeled(
          row: event.document,
          says: says,
          isRandomDraw: event.strategy == RandomSampling.name
        )
      )
    }
    let skipped = answers.filter(\.isSkip)
    evidence.skippedCount = Set(skipped.map(\.document)).subtracting(seen).count
    let situation = StoppingSituation(budget: settings.budget, evidence: evidence)
    return try StoppingCriterionRegistry.criteria(for: situation).map { criterion in
      let verdict = criterion.verdict(on: evidence)
      return StoppingFigure(
        name: verdict.criterion,
        value: verdict.explanation,
        isReached: verdict.shouldStop || verdict.value != nil ? verdict.shouldStop : nil,
        assumption: verdict.assumption
      )
    }
  }
}

extension LabelAnswer {
  /// The answer as a vote: a class, or which of several classes are there and which are not.
  fileprivate func ballot(of classCount: Int) -> BallotRecord? {
    guard let says = effective(of: classCount) else { return nil }
    return BallotRecord(
      classes: says.labels.map { StatementNotation.statements(ofPresent: $0, of: classCount) }
        ?? says.presentClasses
    )
  }
}
