package import LabelModels
internal import LabelingCore
internal import RealModule
internal import Runs

/// Where the labels of a task with several classes a document are wrong, class by class, and which
/// functions made them so.
package struct MultiLabelErrorAnalysis: Sendable, Encodable {
  /// The errors of one class.
  package struct ClassErrors: Sendable, Encodable {
    /// The class.
    package let name: String
    /// Documents that have it by gold.
    package let goldCount: Int
    /// Those of them that were labeled with it.
    package let foundCount: Int
    /// Documents that have it and were not labeled with it.
    package let missedCount: Int
    /// Those of the missed of which no function says that they have it.
    package let unspokenCount: Int
    /// Documents that were labeled with it and do not have it.
    package let inventedCount: Int
  }

  /// The labels against gold.
  package let score: LabelSetReport
  /// Those of majority vote.
  package let majorityVoteScore: LabelSetReport
  /// The classes, in their order.
  package let classes: [ClassErrors]
  /// The functions, in the order of the source.
  package let functions: [ErrorAnalysis.Function]
  /// Wrong and missing classes by what functions say of them, the most frequent first.
  package let buckets: [ErrorAnalysis.Bucket]

  /// Analyzes an inspection that has gold labels.
  ///
  /// - Parameters:
  ///   - inspection: The corpus.
  ///   - model: The model to fit without each function; `nil` leaves that out.
  ///   - onFit: Called after each of these fits with their number so far.
  /// - Throws: What fits throw.
  package init(
    of inspection: Inspection,
    model: MultiLabelModel?,
    onFit: (Int) -> Void = { _ in }
  ) throws {
    let (judged, origins) = inspection.votes.attaching(
      goldSets: inspection.golds.map { inspection.labelList.classes(of: $0) }
    )
    let labels = origins.map { inspection.labelList.classes(of: inspection.labels[$0]) }
    let probabilities = inspection.fit.posteriors.selecting(rows: origins)
    let rows = Rows(votes: judged, labels: labels)
    score = rows.report(labels, probabilities)
    let hidden = inspection.votes
    let majority = try MultiLabelModel(method: .majorityVote).fitted(to: hidden)
    let shares = try majority.probabilities(of: hidden)
    let winners = majority.labelSets(from: shares, of: hidden)
    majorityVoteScore = rows.report(origins.map { winners[$0] }, shares.selecting(rows: origins))
    classes = rows.classErrors
    var functions: [ErrorAnalysis.Function] = []
    for voter in judged.voters.indices {
      var gain: PairedMean?
      if let model, judged.voters.count > 1 {
        let votes = hidden.removing(voter: voter)
        let without = try model.fitted(to: votes).probabilities(of: votes)
        gain = rows.gain(of: probabilities, without: without.selecting(rows: origins))
        onFit(voter + 1)
      }
      functions.append(rows.function(voter, at: inspection.places[voter], gain))
    }
    self.functions = functions
    buckets = rows.buckets
  }
}

/// Patterns of votes with gold labels, and the labels that they got.
private struct Rows {
  let votes: VotePatterns
  let labels: [[Int]?]

  private var judged: [(x: Int, gold: [Int])] {
    (0..<votes.patternCount).compactMap { x in votes.goldClasses(of: x).map { (x, $0) } }
  }

  func report(_ labels: [[Int]?], _ probabilities: SoftLabels) -> LabelSetReport {
    LabelSetReport(
      of: LabelSetRows(
        labelSpace: votes.labelSpace,
        labels: labels,
        gold: (0..<votes.patternCount).map { votes.goldClasses(of: $0) },
        probabilities: probabilities,
        counts: votes.counts
      )
    )
  }

  var classErrors: [MultiLabelErrorAnalysis.ClassErrors] {
    let k = votes.labelSpace.classCount
    var counts = [[Int]](repeating: [0, 0, 0, 0, 0], count: k)
    for (x, gold) in judged {
      let (label, count) = (labels[x] ?? [], votes.counts[x])
      let said = Set(
        votes.entries(of: x).flatMap { votes.ballots.presentClasses(of: Int($0.ballot)) }
      )
      for c in gold {
        counts[c][0] += count
        counts[c][label.contains(c) ? 1 : 2] += count
        if !label.contains(c), !said.contains(c) { counts[c][3] += count }
      }
      for c in label where !gold.contains(c) { counts[c][4] += count }
    }
    return zip(votes.labelSpace.classes, counts).map { name, own in
      MultiLabelErrorAnalysis.ClassErrors(
        name: name,
        goldCount: own[0],
        foundCount: own[1],
        missedCount: own[2],
        unspokenCount: own[3],
        inventedCount: own[4]
      )
    }
  }

  /// The difference of log loss on each document with gold, mean over its classes.
  func gain(of probabilities: SoftLabels, without: SoftLabels) -> PairedMean {
    var mean = PairedMean()
    for (x, gold) in judged {
      let loss = { (row: ArraySlice<Double>) in
        row.indices.reduce(0.0) { sum, place in
          let isThere = gold.contains(place - row.startIndex)
          return sum - Double.log(min(max(isThere ? row[place] : 1 - row[place], 1e-6), 1))
        } / Double(row.count)
      }
      mean.add(loss(without[row: x]) - loss(probabilities[row: x]), count: votes.counts[x])
    }
    return mean
  }

  func function(_ voter: Int, at place: String, _ gain: PairedMean?) -> ErrorAnalysis.Function {
    let k = votes.labelSpace.classCount
    var (correct, incorrect, wrong) = (0, 0, 0)
    for (x, gold) in judged {
      for entry in votes.entries(of: x) where Int(entry.voter) == voter {
        for statement in votes.ballots.classes(of: Int(entry.ballot)) {
          let c = statement < k ? statement : statement - k
          let saysPresent = statement < k
          let isRight = gold.contains(c) == saysPresent
          correct += isRight ? votes.counts[x] : 0
          incorrect += isRight ? 0 : votes.counts[x]
          let isFollowed = labels[x].map { $0.contains(c) == saysPresent } ?? false
          if !isRight, isFollowed { wrong += votes.counts[x] }
        }
      }
    }
    let total = correct + incorrect
    return ErrorAnalysis.Function(
      name: votes.voters[voter],
      place: place,
      correctCount: correct,
      incorrectCount: incorrect,
      accuracy: total > 0 ? Double(correct) / Double(total) : nil,
      accuracyInterval: Interval(successes: correct, total: total),
      wrongLabelCount: wrong,
      logLossGain: gain?.value,
      logLossGainInterval: gain?.interval
    )
  }

  /// What pairs of a document and a class have in common.
  private struct BucketKey: Hashable {
    var classIndex: Int
    /// Who says that the class is present, or absent.
    var votes: [[Int]]
    /// Whether gold, and then the label, has the class; `nil` without a label.
    var gold: Bool?
    var label: Bool?
  }

  var buckets: [ErrorAnalysis.Bucket] {
    let space = votes.labelSpace
    var judgedCounts: [BucketKey: Int] = [:]
    var counts: [BucketKey: Int] = [:]
    var order: [BucketKey] = []
    for (x, gold) in judged {
      for c in 0..<space.classCount {
        let said = votes.entries(of: x).compactMap { entry -> [Int]? in
          let statements = votes.ballots.classes(of: Int(entry.ballot))
          if statements.contains(c) { return [Int(entry.voter), c] }
          return statements.contains(c + space.classCount)
            ? [Int(entry.voter), c + space.classCount] : nil
        }
        judgedCounts[BucketKey(classIndex: c, votes: said), default: 0] += votes.counts[x]
        let label = labels[x].map { $0.contains(c) }
        guard gold.contains(c) != (label ?? false) else { continue }
        let key = BucketKey(classIndex: c, votes: said, gold: gold.contains(c), label: label)
        if counts[key] == nil { order.append(key) }
        counts[key, default: 0] += votes.counts[x]
      }
    }
    func text(_ statement: Int) -> String { StatementNotation.text(of: [statement], in: space) }
    let buckets = order.map { key in
      let statement = { (isThere: Bool) in
        text(key.classIndex + (isThere ? 0 : space.classCount))
      }
      return ErrorAnalysis.Bucket(
        gold: statement(key.gold ?? false),
        label: key.label.map(statement),
        votes: key.votes.map { NamedVote(function: votes.voters[$0[0]], vote: text($0[1])) },
        count: counts[key] ?? 0,
        judgedCount: judgedCounts[BucketKey(classIndex: key.classIndex, votes: key.votes)] ?? 0
      )
    }
    return buckets.enumerated().sorted {
      ($1.element.count, $0.offset) < ($0.element.count, $1.offset)
    }.map(\.element)
  }
}
