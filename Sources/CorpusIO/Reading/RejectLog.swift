package import LabelingCore

/// Counts bad records, keeps the first ones and writes all of them down.
///
/// One log serves all files of a corpus, so that a limit holds for the whole.
package final class RejectLog {
  /// What happens to bad records.
  package let policy: ErrorPolicy
  /// Number of bad records so far.
  package private(set) var count = 0
  /// The first ones, for the summary.
  package private(set) var first: [RejectedRecord] = []
  /// Numbers of the bad records of each file, by path.
  package private(set) var numbers: [ExactString: Set<Int>] = [:]
  private let writer: RejectsWriter?
  private let keptCount: Int

  /// Creates a log.
  ///
  /// - Parameters:
  ///   - policy: What happens to bad records.
  ///   - writer: Where all of them go.
  ///   - keptCount: How many of the first are kept.
  package init(policy: ErrorPolicy = .fail, writer: RejectsWriter? = nil, keptCount: Int = 10) {
    self.policy = policy
    self.writer = writer
    self.keptCount = keptCount
  }

  /// Ends the file of bad records, if there is one.
  package func finish() throws(CorpusError) { try writer?.finish() }

  /// Takes a bad record down.
  ///
  /// - Throws: ``CorpusError/badRecord(_:)`` or
  ///   ``CorpusError/tooManyBadRecords(limit:last:)``, as the policy says.
  package func reject(_ record: RejectedRecord) throws(CorpusError) {
    count += 1
    numbers[ExactString(record.location.path), default: []].insert(record.number)
    if first.count < keptCount { first.append(record) }
    try writer?.write(record)
    switch policy {
    case .fail: throw .badRecord(record)
    case .skip: return
    case .upTo(let limit):
      if count > limit { throw .tooManyBadRecords(limit: limit, last: record) }
    }
  }
}
