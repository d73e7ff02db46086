internal import LabelingCore
internal import VoteIO

/// Gold labels by id, as votes.
struct GoldAnchors {
  private var votes: [String: Vote] = [:]

  init(_ table: GoldTable, _ labelSpace: LabelSpace) throws {
    for (id, vote) in zip(table.ids, try table.labels(of: table.ids, in: labelSpace)) {
      votes[id] = vote
    }
  }

  subscript(id: String) -> Vote? { votes[id] }
}
