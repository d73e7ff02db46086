internal import Foundation
internal import LabelIO
package import LabelingCore

/// The votes and labels of one run, kept to be compared with those of another.
///
/// Votes are links to the files of the cache, so that equal columns of many runs take their
/// bytes once, and stay when the cache makes room.
package struct RunColumns: Sendable {
  private let folder: String
  /// How many of its classes a document of the run has.
  private let labels: LabelKind

  init(root: String, name: String, labels: LabelKind = .one) {
    folder = "\(root)/runs/\(name)"
    self.labels = labels
  }

  /// Keeps a run's columns; `false` when that cannot be done.
  func keep(
    _ votes: VoteColumns,
    labels: VoteColumnView?,
    gold: VoteColumnView?,
    classes: [String]
  ) -> Bool {
    let files = FileManager.default
    do {
      try files.createDirectory(atPath: folder, withIntermediateDirectories: true)
      for (position, path) in votes.functions.enumerated() {
        try link(path, to: votePath(position))
      }
      if let gold = votes.gold { try link(gold, to: goldPath) }
    } catch {
      remove()
      return false
    }
    if let gold { write(gold, named: "gold", to: goldPath, classes) }
    if let labels { write(labels, named: "labels", to: labelPath, classes) }
    return true
  }

  private func write(
    _ column: VoteColumnView,
    named name: String,
    to path: String,
    _ classes: [String]
  ) {
    let voter = VoteManifest.Voter(name: name)
    let manifest = VoteManifest(voters: [voter], classes: classes, labels: labels)
    let writer = CachedColumn(path: path, manifest)
    let ballots = BallotRegister(
      classCount: classes.count,
      kind: labels,
      others: column.others
    )
    writer.append((0..<column.count).map { column[$0].rawValue }[...], of: ballots)
    writer.finish()
  }

  /// The votes of the function at a position; `nil` when they are missing or damaged.
  package func votes(at position: Int, classCount: Int) -> VoteColumnView? {
    VoteColumnFile.view(of: votePath(position), classCount: classCount, labels: labels)
  }

  /// The gold labels.
  package func gold(classCount: Int) -> VoteColumnView? {
    VoteColumnFile.view(of: goldPath, classCount: classCount, labels: labels)
  }

  /// The labels.
  package func labels(classCount: Int) -> VoteColumnView? {
    VoteColumnFile.view(of: labelPath, classCount: classCount, labels: labels)
  }

  /// Whether there is a file of votes in the format of this version.
  var isKept: Bool { FileManager.default.fileExists(atPath: votePath(0)) }

  func remove() { try? FileManager.default.removeItem(atPath: folder) }

  private func votePath(_ position: Int) -> String { "\(folder)/\(position).votes" }
  private var goldPath: String { "\(folder)/gold.votes" }
  private var labelPath: String { "\(folder)/labels.votes" }

  private func link(_ path: String, to target: String) throws {
    do {
      try FileManager.default.linkItem(atPath: path, toPath: target)
    } catch {
      // Not every file system has links.
      try FileManager.default.copyItem(atPath: path, toPath: target)
    }
  }
}
