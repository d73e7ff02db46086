internal import CorpusIO
package import LabelingCore
package import Workspace

extension ApplyRun.Outcome {
  /// A run that found all votes where they are kept.
  package static func unread(_ columns: VoteColumns?, _ ballots: BallotRegister) -> Self {
    ApplyRun.Outcome(
      documentCount: 0,
      rejectedCount: 0,
      firstRejects: [],
      rejectedNumbers: [:],
      fields: .init([]),
      faults: [],
      columns: columns,
      ballots: ballots
    )
  }
}
