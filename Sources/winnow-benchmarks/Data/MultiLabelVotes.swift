internal import LabelingCore

/// Votes of functions on documents of several classes, with the true classes.
struct MultiLabelVotes {
  let name: String
  /// The votes, without gold.
  let patterns: VotePatterns
  /// The classes of each row; `nil` where unknown.
  let truth: [[Int]?]

  /// Wraps votes that were read.
  init(name: String, patterns: VotePatterns, truth: [[Int]?]) {
    self.name = name
    self.patterns = patterns
    self.truth = truth
  }

  /// Draws votes of keyword functions.
  ///
  /// Class *i* has a share of 1.2 / (*i* + 3). Documents have a length, which keywords are found
  /// and wrongly found by. Each function is for one class or two; one in five says where a class is
  /// absent.
  init(rowCount: Int, voterCount: Int, classCount: Int, deniers: Bool, seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let shares = (0..<classCount).map { 1.2 / Double($0 + 3) }
    let functions = (0..<voterCount).map { voter in
      (
        classes: voter % 3 == 0
          ? [voter % classCount, (voter + 1) % classCount]
          : [voter % classCount],
        hit: generator.uniform(0.15...0.7), miss: generator.uniform(0.005...0.06),
        denies: deniers && voter % 5 == 4
      )
    }
    var truth: [[Int]] = []
    var said: [[[Int]]] = []
    for _ in 0..<rowCount {
      let length = generator.uniform(0.3...1.7)
      let classes = (0..<classCount).filter { generator.unit() < shares[$0] }
      truth.append(classes)
      said.append(
        functions.map { function in
          function.classes.compactMap { c -> Int? in
            let isThere = classes.contains(c)
            let rate = length * (isThere == !function.denies ? function.hit : function.miss)
            return generator.unit() < rate ? (function.denies ? classCount + c : c) : nil
          }.sorted()
        }
      )
    }
    let ballots = BallotList(
      classCount: classCount,
      statements: said.joined().filter { !$0.isEmpty }
    )
    let places = Dictionary(uniqueKeysWithValues: ballots.sets.enumerated().map { ($1, $0) })
    var builder = VotePatterns.Builder(
      voters: (0..<voterCount).map { "lf\($0)" },
      labelSpace: LabelSpace((0..<classCount).map(String.init)),
      ballots: ballots
    )
    for row in said {
      row.map { Int16(places[$0] ?? -1) }.withUnsafeBufferPointer { builder.append($0) }
    }
    name = deniers ? "present and absent" : "present only"
    patterns = builder.finish()
    self.truth = truth
  }
}
