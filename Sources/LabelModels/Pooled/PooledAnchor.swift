/// What a vote means as far as its class and voter's skill tell.
struct PooledAnchor {
  private let balance: [Double]
  private let classAccuracy: [Double]

  init(_ parameters: PooledLabelModel.Parameters) {
    balance = parameters.balance
    classAccuracy = parameters.classAccuracy
  }

  /// ρ_v(*y*): the anchor of *P*(*y* | vote *v*).
  ///
  /// The cap at half of *p_y* keeps a rare or never voted class from winning
  /// through the term −(*k* − 1) log *p_y*.
  func precision(ofVote vote: Int, y: Int) -> Double {
    if y == vote {
      var rest = 0.0
      for other in balance.indices where other != vote {
        rest += precision(ofVote: vote, y: other)
      }
      return 1 - rest
    }
    let spread = 0.1 * balance[y] + 0.9 / Double(balance.count)
    return min((1 - classAccuracy[vote]) * spread, 0.5 * balance[y])
  }

  /// *d_j*[*y*]: the anchor of *P*(vote *y* | *y*) for a voter of this skill.
  func recall(of skill: Double, y: Int) -> Double {
    skill * classAccuracy[y] / (skill * classAccuracy[y] + 1 - classAccuracy[y])
  }
}
