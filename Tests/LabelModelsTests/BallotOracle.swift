import Foundation
import LabelingCore
import TestSupport

/// A reference case of the pooled model: documents with ballots, and what comes out.
struct BallotOracle: Decodable {
  struct Row: Decodable {
    /// Voter, classes, and a level where there is one.
    var votes: [[Part]]
    var count: Int
    var gold: Int?
  }

  enum Part: Decodable {
    case number(Int)
    case classes([Int])

    init(from decoder: any Decoder) throws {
      let value = try decoder.singleValueContainer()
      if let number = try? value.decode(Int.self) {
        self = .number(number)
      } else {
        self = .classes(try value.decode([Int].self))
      }
    }
  }

  struct Expected: Decodable {
    struct Entry: Decodable {
      var voter: Int
      var classes: [Int]
      var weighted_votes: Double
      var L: [Double]
    }
    struct SetFacts: Decodable {
      var classes: [Int]
      var nu: Double
      var a: Double
      var votes: Double
    }
    struct Level: Decodable {
      var voter: Int
      var level: Int
      var value: Double
    }
    struct Gate: Decodable {
      var V: Double?
      var W: Double?
      var n_r: Double?
      var ratio: Double?
      var worst: Double?
      var df: Double?
      var free: Double?
      var dev_p: Double?
      var df_p: Double?
    }
    var mode: String?
    var passes: Int?
    var probabilities: [[Double]]?
    var raw: [[Double]]?
    var vote_share_of_the_blend: [[Double]]?
    var balance_p: [Double]?
    var accuracy_g: Double?
    var omega_first_step: [Double]?
    var omega: [Double]?
    var list_tables: [Entry]?
    var flat_shares_b: [Double]?
    var kappa_bar: Double?
    var sets: [SetFacts]?
    var lambda: [Level]?
    var class_accuracy_a: [Double]?
    var skill_odds: [Double]?
    var unipolar: Double?
    var gain: Double?
    var tau: Double?
    var gate: Gate?
    var gold_r: Double?
    var gold_z: Double?
    var alphabar: Double?
    var majority_vote: [[Double]]?
    var dawid_skene_silence_ignored: [[Double]]?
    var dawid_skene_silence_an_answer: [[Double]]?
  }

  struct File: Decodable { var cases: [BallotOracle] }

  var id: String
  var classes: Int
  var voters: Int
  var kind: String?
  var rows: [Row]?
  var declared_balance: [Double]?
  var declared_r: Double?
  var maximum_passes: Int?
  var gate: Bool?
  var stacking: Bool?
  var expected: Expected

  /// The cases of one class a document.
  static func all() throws -> [BallotOracle] {
    try Fixture.decoded("label_model_2.json", as: File.self).cases.filter { $0.rows != nil }
  }

  static var ids: [String] { (try? all().map(\.id)) ?? [] }

  static func named(_ id: String) throws -> BallotOracle {
    guard let found = try all().first(where: { $0.id == id }) else {
      throw CocoaError(.fileNoSuchFile)
    }
    return found
  }

  private static func ballot(_ vote: [Part]) -> Patterns.Ballot? {
    guard case .number(let voter) = vote[0], case .classes(let classes) = vote[1] else {
      return nil
    }
    guard vote.count > 2, case .number(let level) = vote[2] else { return (voter, classes, nil) }
    return (voter, classes, level)
  }

  /// The documents, a pattern for each row in its order.
  func votes() -> VotePatterns {
    let rows = rows ?? []
    return Patterns.of(
      ballots: rows.map { $0.votes.compactMap(Self.ballot) },
      voterCount: voters,
      classCount: classes,
      counts: rows.map(\.count),
      gold: rows.map(\.gold)
    )
  }
}
