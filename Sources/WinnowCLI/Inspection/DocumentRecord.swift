internal import Foundation
internal import Inspection
internal import LabelingCore
internal import PluginHost

/// A document with its votes as a JSON object.
struct DocumentRecord: Encodable {
  /// A part that made a function vote.
  struct Match: Encodable {
    let function: String
    let vote: String
    /// The field; absent for the text.
    let field: String?
    /// First byte of the part.
    let start: Int
    /// The byte behind its last.
    let end: Int
  }

  /// The name of a class, or of a set that the truth is among; a list of those that a document has
  /// of several.
  enum Label: Encodable {
    case one(String)
    case several([String])

    init?(_ label: Vote, of list: LabelList) {
      guard let classes = list.classes(of: label) else { return nil }
      let names = classes.map { list.labelSpace.classes[$0] }
      self = list.kind == .one ? .one(names[0]) : .several(names)
    }

    func encode(to encoder: any Encoder) throws {
      var value = encoder.singleValueContainer()
      switch self {
      case .one(let name): try value.encode(name)
      case .several(let names): try value.encode(names)
      }
    }
  }

  let id: String
  let place: String
  let text: String?
  let gold: Label?
  let label: Label?
  let confidence: Double?
  let probabilities: [String: Double]
  let votes: [String: String]
  let matches: [Match]

  init(_ document: InspectedDocument, of corpus: Inspection) {
    let classes = corpus.votes.labelSpace.classes
    let names = corpus.votes.voters
    id = document.id
    place = "\(document.location)"
    text = document.text
    gold =
      document.goldSet == nil
      ? Label(document.gold, of: document.labelList) : document.goldName.map(Label.one)
    label = Label(document.label, of: document.labelList)
    confidence = document.confidence
    probabilities = Dictionary(zip(classes, document.probabilities), uniquingKeysWith: +)
    votes = Dictionary(
      zip(names, document.votes).compactMap { name, vote in
        vote.map { (name, $0.text) }
      },
      uniquingKeysWith: { first, _ in first }
    )
    matches = document.matches.map {
      Match(
        function: names[$0.function],
        vote: $0.ballot.text(in: corpus.votes.labelSpace, corpus.kind),
        field: $0.span.field,
        start: $0.span.bytes.lowerBound,
        end: $0.span.bytes.upperBound
      )
    }
  }

  /// The object on one line, its keys sorted.
  var line: String {
    get throws {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
      encoder.keyEncodingStrategy = .convertToSnakeCase
      return Console.asciiControls(String(decoding: try encoder.encode(self), as: UTF8.self))
    }
  }
}
