internal import Foundation
internal import LabelingCore

/// Votes and gold labels of statistics that stand there as texts, as tables have them.
///
/// Whoever counts votes without taking them apart, as Spark does, writes them so.
struct StatisticsTexts {
  private let register: BallotRegister
  /// The ballot of each number that votes have: the classes, then the texts.
  private let places: [Int16]
  /// The classes that each gold label names, or that the truth is among where documents have one.
  let goldSets: [[Int]]

  /// Takes texts apart.
  ///
  /// - Parameters:
  ///   - ballots: The votes behind the classes.
  ///   - gold: The gold labels; where documents have one class, those that are no class.
  ///   - kind: How many classes a document has.
  ///   - labelSpace: The classes.
  /// - Throws: ``LabelModelError/unreadableFile(reason:)`` for a text that says nothing of classes.
  init(
    ballots: [String],
    gold: [String],
    kind: LabelKind,
    of labelSpace: LabelSpace
  ) throws(LabelModelError) {
    var register = BallotRegister(classCount: labelSpace.classCount, kind: kind)
    var places = (0..<labelSpace.classCount).map { Int16($0) }
    for text in ballots {
      let record =
        kind == .several
        ? StatementNotation.record(of: text, in: labelSpace)
        : BallotNotation.record(of: text, in: labelSpace)
      guard let record else {
        throw .unreadableFile(reason: "the vote '\(text)' says nothing of the task's classes")
      }
      guard let place = register.index(adding: record) else {
        throw .unreadableFile(reason: "there are more than \(Int16.max) ballots")
      }
      places.append(place)
    }
    self.register = register
    self.places = places
    var sets: [[Int]] = []
    for text in gold { sets.append(try Self.classes(of: text, in: labelSpace, kind)) }
    goldSets = sets
  }

  /// Number of different votes.
  var count: Int { places.count }

  /// An entry whose ballot is one of the register's.
  func entry(_ entry: VotePatterns.Entry) -> VotePatterns.Entry {
    VotePatterns.Entry(
      voter: Int(entry.voter),
      ballot: Int(places[Int(entry.ballot)]),
      count: Int(entry.count)
    )
  }

  /// Patterns of such entries, with the ballots and gold labels that they have.
  func saying(_ votes: VotePatterns) throws(LabelModelError) -> VotePatterns {
    guard let said = votes.saying(register, gold: goldSets) else {
      throw .unreadableFile(reason: "there are more than \(Int16.max) ballots or gold labels")
    }
    return said
  }

  /// A gold label: `billing+login`, or a JSON array of the names; where documents have one class
  /// what ``LabelSpace/truth(of:)`` reads.
  private static func classes(
    of text: String,
    in labelSpace: LabelSpace,
    _ kind: LabelKind
  ) throws(LabelModelError) -> [Int] {
    if kind == .one, let truth = try? labelSpace.truth(of: text) { return truth }
    let names: [String]?
    if text.utf8.first == UInt8(ascii: "[") {
      names = try? JSONDecoder().decode([String].self, from: Data(text.utf8))
    } else {
      let written = StatementNotation.parts(of: text)
      let isLabel = !written.hasForeignSign && !written.parts.contains(where: \.isAbsent)
      names = isLabel ? written.parts.map(\.name) : nil
    }
    let classes = names?.map { labelSpace.vote(for: $0)?.classIndex ?? -1 }
    guard let classes, !classes.contains(-1), kind == .several else {
      throw .unreadableFile(reason: "the gold label '\(text)' does not name classes of the task")
    }
    return Set(classes).sorted()
  }
}
