import Foundation
import LabelingCore
import TestSupport

/// A reference case of the model of several classes a document.
struct MultiLabelOracle: Decodable {
  struct Expected: Decodable {
    var passes: Int
    var stratum: [Int]
    var phi: [Double]
    var rate_absent_present: [Double]
    var precision_absent_present: [Double]
    var raw: [[Double]]
    var probabilities: [[Double]]
  }

  var id: String
  var classes: Int
  var voters: Int
  var documents_count: Int
  /// Document, voter, class, 1 for present and 0 for absent.
  var votes: [[Int]]
  var expected: Expected

  /// The file has cases of one class a document too, which are left out.
  private struct File: Decodable {
    struct Case: Decodable {
      var oracle: MultiLabelOracle?

      private enum Keys: CodingKey { case multi_label }

      init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Keys.self)
        let isOne = try values.decodeIfPresent(Bool.self, forKey: .multi_label) == true
        oracle = isOne ? try MultiLabelOracle(from: decoder) : nil
      }
    }

    var cases: [Case]
  }

  static func all() throws -> [MultiLabelOracle] {
    try Fixture.decoded("label_model_2.json", as: File.self).cases.compactMap(\.oracle)
  }

  static var ids: [String] { (try? all().map(\.id)) ?? [] }

  static func named(_ id: String) throws -> MultiLabelOracle {
    guard let found = try all().first(where: { $0.id == id }) else {
      throw CocoaError(.fileNoSuchFile)
    }
    return found
  }

  func patterns() -> VotePatterns {
    var rows = [[(voter: Int, statement: Int)]](repeating: [], count: documents_count)
    for vote in votes {
      rows[vote[0]].append((vote[1], vote[3] == 1 ? vote[2] : classes + vote[2]))
    }
    return Patterns.of(statements: rows, voterCount: voters, classCount: classes)
  }
}
