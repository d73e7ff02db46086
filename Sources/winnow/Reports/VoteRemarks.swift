internal import LabelingCore
internal import VoteIO

/// What reading votes has to say besides the votes.
enum VoteRemarks {
  /// Prints counts of dropped rows and gold labels without a document.
  static func print(_ table: VoteTable) {
    if table.duplicateCount > 0 {
      Console.note("\(table.duplicateCount) exact duplicate answers were dropped")
    }
    if table.unmatchedGoldCount > 0 {
      Console.print(
        Diagnostic(
          severity: .warning,
          "\(table.unmatchedGoldCount) gold labels are of ids that have no votes row"
        )
      )
    }
  }
}
