internal import Foundation
internal import LabelStore
internal import LabelingCore

/// The votes of functions as a session stores them: columns of indices, and, where functions say
/// more than classes, what the indices behind the classes mean.
struct StoredBallots {
  /// The setting that holds the ballots behind the classes, as JSON.
  private static let setting = "ballots"

  /// A column per function.
  private(set) var columns: [(name: String, votes: [Int16])] = []
  private var register: BallotRegister

  /// Begins without functions.
  init(of labelSpace: LabelSpace, labels: LabelKind) {
    register = BallotRegister(classCount: labelSpace.classCount, kind: labels)
  }

  /// Adds a function's votes: what each index says, `nil` for what a session cannot keep.
  mutating func add(_ name: String, _ votes: [Int16], saying ballots: [BallotRecord?]) {
    let indices = ballots.map { $0.flatMap { register.index(adding: $0) } ?? -1 }
    columns.append((name, votes.map { $0 < 0 ? -1 : indices[Int($0)] }))
  }

  /// The settings that go with the columns.
  func settings() throws -> [String: String] {
    register.isPlain ? [:] : [Self.setting: try SessionStart.json(register.others)]
  }

  /// The ballots of a session.
  ///
  /// - Throws: `StoreError` for what Winnow does not write there.
  static func register(
    of store: SessionStore,
    _ labelSpace: LabelSpace,
    _ labels: LabelKind
  ) throws -> BallotRegister {
    guard let stored = try store.settings()[setting] else {
      return BallotRegister(classCount: labelSpace.classCount, kind: labels)
    }
    let ballots = try? JSONDecoder().decode([BallotRecord].self, from: Data(stored.utf8))
    guard let ballots,
      ballots.allSatisfy({ $0.isValid(classCount: labelSpace.classCount, labels: labels) })
    else {
      throw StoreError.damaged(
        path: store.path,
        kind: .session,
        rule: "'\(setting)' in table 'setting' is not what winnow writes there"
      )
    }
    return BallotRegister(classCount: labelSpace.classCount, kind: labels, others: ballots)
  }
}
