internal import Foundation
internal import LabelingCore

/// A fitted model of spans as a readable, versioned JSON file.
///
/// Keys are sorted and numbers have the fewest digits that give the same number back, so equal
/// models are equal bytes.
package struct SpanModelFile: Sendable {
  /// Tells these files from other JSON.
  package static let schema = "winnow.span-model"
  /// The version that is written and read.
  package static let version = 1

  /// The model.
  package var model: any FittedSpanModel

  /// Wraps a model for writing.
  package init(_ model: any FittedSpanModel) { self.model = model }

  /// Whether bytes are of such a file, of whatever version.
  package static func isOne(_ bytes: [UInt8]) -> Bool {
    let header = try? JSONDecoder().decode(Header.self, from: Data(bytes))
    return header?.schema == schema
  }

  /// Reads a model from a file's bytes.
  ///
  /// - Throws: ``LabelModelError``, for models of classes of documents too.
  package init(bytes: [UInt8]) throws(LabelModelError) {
    let data = Data(bytes)
    let decoder = JSONDecoder()
    do {
      let header = try decoder.decode(Header.self, from: data)
      guard header.schema != LabelModelFile.schema else {
        throw LabelModelError.spansDiffer(modelIsOfSpans: false)
      }
      guard header.schema == Self.schema else {
        throw LabelModelError.wrongSchema(found: header.schema, expected: Self.schema)
      }
      guard header.version == Self.version else {
        throw LabelModelError.unsupportedVersion(found: header.version, supported: Self.version)
      }
      let kind = try SpanModelRegistry.model(named: header.model)
      model = try Self.decode(as: kind, from: data, with: decoder)
    } catch let error as LabelModelError {
      throw error
    } catch {
      throw .unreadableFile(reason: JSONFailure.words(of: error))
    }
  }

  /// The file's bytes, ending in a line feed.
  package func bytes() throws(LabelModelError) -> [UInt8] {
    try JSONFile.bytes(of: Envelope(model: model))
  }

  private static func decode<Model: SpanModel>(
    as _: Model,
    from data: Data,
    with decoder: JSONDecoder
  ) throws -> any FittedSpanModel {
    let fitted = try decoder.decode(LearnedSpanModel<Model>.self, from: data)
    guard fitted.isSound else {
      throw LabelModelError.unreadableFile(reason: "its numbers do not fit the voters and types")
    }
    return fitted
  }

  private struct Header: Codable {
    var schema: String
    var version: Int
    var model: String
  }

  /// The header and the model side by side in one object.
  private struct Envelope: Encodable {
    var model: any FittedSpanModel

    func encode(to encoder: any Encoder) throws {
      try Header(schema: schema, version: version, model: type(of: model).name).encode(to: encoder)
      try model.encode(to: encoder)
    }
  }
}
