import Foundation
import LabelModels
import LabelingCore

/// A public set of span votes in the JSON of WRENCH; tests that need it are skipped without it.
struct RealSpans {
  /// Names of all functions.
  let functions: [String]
  /// Indices of the functions that the set recommends.
  let recommended: [Int]
  let types: LabelSpace
  private let folder: String

  private struct Facts: Decodable {
    var lf: [String]
    var lf_rec: [String]
    var entity_types: [String]
  }

  private struct Document: Decodable {
    struct Text: Decodable {
      var text: [String]
    }
    struct Span: Decodable {
      var range: Range<Int>
      var type: String

      init(from decoder: any Decoder) throws {
        var values = try decoder.unkeyedContainer()
        let start = try values.decode(Int.self)
        range = start..<(try values.decode(Int.self))
        type = try values.decode(String.self)
      }
    }
    var label: [Span]
    var data: Text
    var weak_labels: [[Span]]
  }

  init(folder: String) throws {
    self.folder = folder
    let facts = try JSONDecoder().decode(
      Facts.self,
      from: Data(contentsOf: URL(filePath: "\(folder)/meta.json"))
    )
    functions = facts.lf
    recommended = facts.lf_rec.compactMap { facts.lf.firstIndex(of: $0) }
    types = LabelSpace(facts.entity_types)
  }

  /// The votes of some functions on a part of the set, and all true spans of its documents.
  func part(
    _ name: String,
    functions chosen: [Int]
  ) throws
    -> (votes: SpanVotes, gold: [[LabeledSpan]])
  {
    let documents = try JSONDecoder().decode(
      [String: Document].self,
      from: Data(contentsOf: URL(filePath: "\(folder)/\(name).json"))
    )
    var votes = SpanVotes(voters: chosen.map { functions[$0] }, types: types)
    var gold: [[LabeledSpan]] = []
    for key in documents.keys.compactMap(Int.init).sorted() {
      guard let document = documents["\(key)"] else { continue }
      votes.append(
        chosen.enumerated().flatMap { j, function in
          document.weak_labels[function].map { SpanVote(voter: j, span: labeled($0)) }
        },
        length: document.data.text.count
      )
      gold.append(document.label.map { labeled($0) })
    }
    return (votes, gold)
  }

  private func labeled(_ span: Document.Span) -> LabeledSpan {
    LabeledSpan(span.range, type: types.vote(for: span.type)?.classIndex ?? 0)
  }
}
