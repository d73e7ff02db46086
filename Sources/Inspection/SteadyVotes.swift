package import CorpusIO
internal import LabelingCore
package import PluginHost
package import Runs
internal import Workspace

/// Whether functions answer the same each time they are asked.
///
/// A function that goes by the time, by chance, by the order of documents or by what it saw before
/// makes labels that cannot be made again.
package struct SteadyVotes {
  /// A function whose answers differ.
  package struct Difference: Hashable, Sendable {
    /// The function's name.
    package let function: String
    /// The id of the first document on which they differ.
    package let id: String
    /// The first vote; `nil` for abstain.
    package let first: String?
    /// The second vote; `nil` for abstain.
    package let second: String?
    /// Documents on which they differ.
    package fileprivate(set) var documentCount = 0

    /// The difference in words.
    package var words: String {
      "function '\(function)' votes differently each time: document '\(id)' got "
        + "\(Self.name(first)), then \(Self.name(second)) "
        + "(\(Formatting.count(documentCount, "document")) in all)"
    }

    private static func name(_ vote: String?) -> String { vote.map { "'\($0)'" } ?? "no vote" }
  }

  private var votes: [Int16] = []
  private var ballots: BallotRegister?

  /// Starts without answers.
  package init() {}

  /// Notes the answers of a pass, batch by batch.
  package mutating func add(_ batch: VotedBatch<CorpusContext>) {
    ballots = batch.ballots
    batch.forEachRow { _, votes in self.votes.append(contentsOf: votes) }
  }

  /// Asks all functions again, in another number of workers.
  ///
  /// - Parameter apply: How they were asked.
  /// - Returns: What differs, by function; nothing for a corpus that can be read only once.
  /// - Throws: What ``ApplyRun`` throws.
  package func differences(askingAgain apply: ApplyRun) throws -> [Difference] {
    guard apply.source.isReadableAgain else { return [] }
    var apply = apply
    apply.cache = nil
    apply.workspace = nil
    apply.source.rejectsPath = nil
    apply.options.workerCount = apply.options.workerCount == 1 ? 2 : 1
    apply.onOutput = { _ in }
    let functions = apply.plugin.manifest.functions
    let labelSpace = apply.plugin.manifest.labelSpace
    let ballots = ballots ?? apply.plugin.manifest.ballots
    func name(_ vote: Int16, of ballots: BallotRegister) -> String? {
      vote < 0 ? nil : ballots.text(of: Int(vote), in: labelSpace)
    }
    var found: [Int: Difference] = [:]
    var offset = 0
    _ = try apply.run { batch in
      batch.forEachRow { row, votes in
        defer { offset += votes.count }
        guard offset + votes.count <= self.votes.count else { return }
        for index in votes.indices {
          let (old, new) = (self.votes[offset + index], votes[index])
          // Ballots may have come up in another order; classes are where they are.
          if old == new, Int(old) < labelSpace.classCount { continue }
          guard old < 0 || new < 0 ? old != new : ballots[Int(old)] != batch.ballots[Int(new)]
          else { continue }
          found[
            index,
            default: Difference(
              function: functions[index].name,
              id: batch.id(at: row),
              first: name(old, of: ballots),
              second: name(new, of: batch.ballots)
            )
          ].documentCount += 1
        }
      }
    }
    return found.sorted { $0.key < $1.key }.map(\.value)
  }
}
