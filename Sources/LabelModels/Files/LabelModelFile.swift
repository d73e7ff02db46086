internal import Foundation
internal import LabelingCore

/// A fitted model as a readable, versioned JSON file.
///
/// Keys are sorted and numbers have the fewest digits that give the same
/// number back, so equal models are equal bytes.
package struct LabelModelFile: Sendable {
  /// Tells model files from other JSON.
  package static let schema = "winnow.label-model"
  /// The highest version that is read; it is written for models of several classes a document,
  /// the first for others.
  package static let version = 2

  /// A model of either kind.
  package enum Content: Sendable {
    /// One class a document.
    case one(any FittedLabelModel)
    /// Several classes a document.
    case several(FittedMultiLabelModel)
  }

  /// The model.
  package var content: Content

  /// Wraps a model of either kind for writing.
  package init(_ content: Content) { self.content = content }

  /// Wraps a model for writing.
  package init(_ model: any FittedLabelModel) { content = .one(model) }

  /// Wraps a model of several classes a document for writing.
  package init(_ model: FittedMultiLabelModel) { content = .several(model) }

  /// The model of one class a document.
  package var model: any FittedLabelModel {
    get throws(LabelModelError) {
      guard case .one(let model) = content else { throw .kindsDiffer(model: .several) }
      return model
    }
  }

  /// Reads a model from a file's bytes.
  package init(bytes: [UInt8]) throws(LabelModelError) {
    let data = Data(bytes)
    let decoder = JSONDecoder()
    do {
      let header = try decoder.decode(Header.self, from: data)
      guard header.schema != SpanModelFile.schema else {
        throw LabelModelError.spansDiffer(modelIsOfSpans: true)
      }
      guard header.schema == Self.schema else {
        throw LabelModelError.wrongSchema(found: header.schema, expected: Self.schema)
      }
      guard (1...Self.version).contains(header.version) else {
        throw LabelModelError.unsupportedVersion(found: header.version, supported: Self.version)
      }
      if header.labels == .several {
        let model = try decoder.decode(FittedMultiLabelModel.self, from: data)
        guard model.isSound, model.name == header.model else {
          throw LabelModelError.unreadableFile(
            reason: "'learned' does not fit the voters and classes"
          )
        }
        content = .several(model)
        return
      }
      let kind = try LabelModelRegistry.model(named: header.model)
      content = .one(try Self.decode(as: kind, from: data, with: decoder))
    } catch let error as LabelModelError {
      throw error
    } catch {
      throw .unreadableFile(reason: JSONFailure.words(of: error))
    }
  }

  /// The file's bytes, ending in a line feed.
  package func bytes() throws(LabelModelError) -> [UInt8] {
    try JSONFile.bytes(of: Envelope(content: content))
  }

  private static func decode<Model: LabelModel>(
    as _: Model,
    from data: Data,
    with decoder: JSONDecoder
  ) throws -> any FittedLabelModel {
    let fitted = try decoder.decode(FittedModel<Model>.self, from: data)
    let isSound = fitted.model.accepts(
      fitted.parameters,
      voterCount: fitted.voters.count,
      classCount: fitted.labelSpace.classCount
    )
    let voterCount = fitted.voters.count
    guard isSound, fitted.labelSpace.classCount > 0,
      fitted.scales.map({ $0.count == voterCount }) ?? true,
      fitted.facts.learning.fits(voterCount: voterCount, fitted.labelSpace.classCount)
    else {
      throw LabelModelError.unreadableFile(reason: "'learned' does not fit the voters and classes")
    }
    return fitted
  }

  private struct Header: Codable {
    var schema: String
    var version: Int
    var model: String
    /// How many classes a document may have; files of one class do not say so.
    var labels: LabelKind?
  }

  /// The header and the model side by side in one object.
  private struct Envelope: Encodable {
    var content: Content

    func encode(to encoder: any Encoder) throws {
      switch content {
      case .one(let fitted):
        let name = type(of: fitted).name
        try Header(schema: schema, version: 1, model: name).encode(to: encoder)
        try fitted.encode(to: encoder)
      case .several(let fitted):
        try Header(schema: schema, version: version, model: fitted.name, labels: .several)
          .encode(to: encoder)
        try fitted.encode(to: encoder)
      }
    }
  }
}
