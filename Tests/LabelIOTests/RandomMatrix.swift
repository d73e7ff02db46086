import LabelingCore

/// A matrix of random votes.
enum RandomMatrix {
  static func make(
    rows: Int,
    voters: Int,
    classes: [String],
    silence: Double,
    seed: UInt64
  ) -> VoteMatrix {
    var rng = SeededGenerator(seed: seed)
    var matrix = VoteMatrix(
      voters: (0..<voters).map { "voter \($0), \"\($0)\"" },
      labelSpace: LabelSpace(classes)
    )
    for row in 0..<rows {
      let votes = (0..<voters).map { _ in
        Double.random(in: 0..<1, using: &rng) < silence
          ? Vote.abstain : Vote(classIndex: Int.random(in: 0..<classes.count, using: &rng))
      }
      matrix.append(id: "000\(row)\n", votes: votes)
    }
    return matrix
  }
}
