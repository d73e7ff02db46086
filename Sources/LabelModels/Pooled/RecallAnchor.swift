/// What an annotator says of each class as far as the class and the annotator's skill tell.
struct RecallAnchor {
  private let classAccuracy: [Double]
  /// *SS*[*S*, *y*] + 1/*K* by set.
  private let profile: [[Int]: [Double]]
  /// The sum of the single classes' profile, per true class.
  private let singles: [Double]
  private let unseen: Double

  init(_ parameters: PooledParameters) {
    classAccuracy = parameters.classAccuracy
    let classCount = classAccuracy.count
    let unseen = 1 / Double(max(classCount, 1))
    self.unseen = unseen
    var profile: [[Int]: [Double]] = [:]
    for y in 0..<classCount {
      profile[[y]] = [Double](repeating: unseen, count: classCount)
    }
    for set in parameters.profile { profile[set.classes] = set.votes.map { $0 + unseen } }
    self.profile = profile
    singles = (0..<classCount).map { y in
      (0..<classCount).reduce(0) { $0 + (profile[[$1]]?[y] ?? unseen) }
    }
  }

  /// What an annotator may answer: the sets used, and each class alone where one was used alone
  /// or only one set was.
  struct List {
    /// Sets of several classes.
    var sets: [[Int]]
    /// Whether each class alone is on the list.
    var hasSingles: Bool

    init(used: [[Int]]) {
      sets = used.filter { $0.count > 1 }
      hasSingles = used.count == 1 || sets.count < used.count
    }
  }

  /// *B*: how the answers to one class are shared out over a list.
  struct Shares {
    fileprivate let y: Int
    fileprivate let rightScale: Double
    fileprivate let wrongScale: Double
    fileprivate let anchor: RecallAnchor

    /// The probability of an answer on the list.
    func probability(of set: [Int]) -> Double {
      anchor.weight(of: set, y) * (set.contains(y) ? rightScale : wrongScale)
    }
  }

  /// Shares of a list for a true class: *d_j*[*y*] goes to the answers that contain it.
  func shares(of list: List, skill: Double, y: Int) -> Shares {
    var (right, wrong) = (0.0, 0.0)
    var (hasRight, hasWrong) = (list.hasSingles, list.hasSingles && classAccuracy.count > 1)
    if list.hasSingles {
      right = weight(of: [y], y)
      wrong = singles[y] - right
    }
    for set in list.sets {
      if set.contains(y) {
        right += weight(of: set, y)
        hasRight = true
      } else {
        wrong += weight(of: set, y)
        hasWrong = true
      }
    }
    let accuracy = classAccuracy[y]
    var recall = skill * accuracy / (skill * accuracy + 1 - accuracy)
    if !hasRight { recall = 0 }
    if !hasWrong { recall = 1 }
    return Shares(
      y: y,
      rightScale: right > 0 ? recall / right : 0,
      wrongScale: wrong > 0 ? (1 - recall) / wrong : 0,
      anchor: self
    )
  }

  private func weight(of set: [Int], _ y: Int) -> Double { profile[set]?[y] ?? unseen }
}
