internal import Foundation
internal import LabelIO
internal import LabelingCore

/// Votes with gold labels, by which label models are compared.
struct VoteSet {
  let name: String
  /// The votes, without gold.
  let patterns: VotePatterns
  /// Gold label of each row; abstain where unknown.
  let gold: [Vote]

  /// The sets of a folder, in order of their names.
  ///
  /// - Parameters:
  ///   - folder: Holds a folder per set.
  ///   - votes: Name of the file of votes.
  ///   - gold: Name of the file of gold labels.
  /// - Returns: A set per folder.
  /// - Throws: What reading throws.
  static func all(in folder: String, votes: String, gold: String) throws -> [VoteSet] {
    let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    return try names.filter { !$0.hasPrefix(".") }.map { name in
      let table = try GoldFile(at: "\(folder)/\(name)/\(gold)").read()
      var options = VoteReadingOptions()
      options.gold = table
      let read = try VoteFiles.votes(at: "\(folder)/\(name)/\(votes)", options: options)
      let labels = try table.labels(of: read.ids, in: read.patterns.labelSpace)
      var builder = VotePatterns.Builder(
        voters: read.patterns.voters,
        labelSpace: read.patterns.labelSpace
      )
      for pattern in read.patterns.patternOfRow {
        builder.append(entries: read.patterns.entries(of: Int(pattern)))
      }
      return VoteSet(name: name, patterns: builder.finish(), gold: labels)
    }
  }
}
