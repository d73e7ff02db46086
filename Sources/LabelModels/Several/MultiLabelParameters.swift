/// What the model of several classes learns.
package struct MultiLabelParameters: Hashable, Sendable, Codable {
  /// What is learned of one voter's statements about one class.
  package struct Statement: Hashable, Sendable, Codable {
    /// Index of the class.
    package var classIndex: Int
    /// Index of the voter.
    package var voter: Int
    /// Whether it says that the class is present; else that it is absent.
    package var isPresent: Bool
    /// ω: what the statement counts, 1 unless the voter has copies.
    package var weight: Double
    /// *t*1: how often it is made where the class is present.
    package var rateIfPresent: Double
    /// *t*0: how often it is made where the class is absent.
    package var rateIfAbsent: Double
    /// Documents about which it was made; each gold label counts once.
    package var votes: Int
    /// Expected share of these documents that have the class.
    package var presentShare: Double

    private enum CodingKeys: String, CodingKey {
      case classIndex = "class"
      case voter
      case isPresent = "present"
      case weight
      case rateIfPresent
      case rateIfAbsent
      case votes
      case presentShare
    }
  }

  /// What is pooled over all voters and classes, of the statements of one kind.
  package struct Pool: Hashable, Sendable, Codable {
    /// How often such a statement is made where its class is present.
    package var rate: Double
    /// How often the class is present where such a statement is made.
    package var precision: Double
  }

  /// What a missing vote means.
  package var mode: PooledLabelModel.Mode
  /// *p_c*: the share of documents that have each class.
  package var shares: [Double]
  /// Statements that a class is present.
  package var present: Pool
  /// Statements that a class is absent.
  package var absent: Pool
  /// Documents by how much is said of them.
  package var strata: ActivityStrata
  /// The statements that were made; in order of class, voter, absent before present.
  package var statements: [Statement]

  /// Whether the parts, read from a file, fit this many voters and classes.
  func fits(voterCount: Int, classCount: Int) -> Bool {
    let order = statements.map {
      StatementTable.Pair(
        classIndex: $0.classIndex,
        voter: $0.voter,
        isPresent: $0.isPresent
      )
    }
    return shares.count == classCount && shares.allSatisfy { $0 > 0 && $0 < 1 }
      && strata.isSound
      && zip(order, order.dropFirst()).allSatisfy { $0 < $1 }
      && statements.allSatisfy {
        (0..<classCount).contains($0.classIndex) && (0..<voterCount).contains($0.voter)
          && $0.weight > 0 && $0.weight <= 1 && $0.votes >= 0
          && $0.rateIfPresent > 0 && $0.rateIfPresent < 1
          && $0.rateIfAbsent > 0 && $0.rateIfAbsent < 1
      }
  }
}
