internal import CXXHash
internal import Foundation
internal import LabelingCore

/// A trained classifier as a versioned, checked file; equal classifiers are equal bytes.
///
/// All numbers are little-endian.
/// ```
/// "WNWMODEL", version u32, header length u32, header (JSON, sorted keys),
/// per column: hash bucket u32; per column: inverse document frequency f32;
/// weights f32; intercepts f64; XXH3-64 of all bytes so far
/// ```
/// Of one class a document the weights are per column, × stride, and so are the intercepts; of
/// several they are per class: the weights of its columns, then of the next class; an intercept
/// each.
package struct EndModelFile: Sendable {
  /// Version that is written, and the one that is read.
  ///
  /// It changes whenever the same options no longer lead to the same features: version 1 ended
  /// words at apostrophes.
  package static let version: UInt32 = 2
  /// Version of files with several classes a document, whose features are those of ``version``.
  package static let multiLabelVersion: UInt32 = 3
  private static let magic = Array("WNWMODEL".utf8)

  /// Whether a file begins as those of end models do.
  package static func isThere(in bytes: [UInt8]) -> Bool { bytes.starts(with: magic) }

  /// What a file holds.
  package enum Content: Hashable, Sendable {
    /// A classifier of documents with one class each.
    case one(TextClassifier<FittedEndModel>)
    /// A classifier of documents with several classes.
    case several(TextClassifier<FittedMultiLabelEndModel>)

    /// Turns texts into features.
    var features: HashedFeatures {
      switch self {
      case .one(let classifier): classifier.features
      case .several(let classifier): classifier.features
      }
    }
  }

  /// The classifier.
  package let content: Content

  /// Wraps a classifier for writing.
  package init(_ classifier: TextClassifier<FittedEndModel>) { content = .one(classifier) }

  /// Wraps a classifier of several classes for writing.
  package init(_ classifier: TextClassifier<FittedMultiLabelEndModel>) {
    content = .several(classifier)
  }

  fileprivate struct Header: Codable {
    var model: String
    var classes: LabelSpace
    var features: FeatureOptions
    var documentCount: Int
    var columnCount: Int
    /// Of one class a document.
    var temperature: Double?
    var balance: [Double]?
    var facts: TrainingFacts?
    /// Of several classes a document, class by class.
    var parts: [Part]?

    struct Part: Codable {
      var temperature: Double
      var threshold: Double
      var balance: [Double]
      var facts: TrainingFacts
    }
  }

  private var header: Header {
    let features = content.features
    switch content {
    case .one(let classifier):
      let model = classifier.model
      return Header(
        model: model.name,
        classes: model.labelSpace,
        features: features.options,
        documentCount: features.documentCount,
        columnCount: features.columnCount,
        temperature: model.temperature,
        balance: model.balance,
        facts: model.facts
      )
    case .several(let classifier):
      let model = classifier.model
      return Header(
        model: model.name,
        classes: model.labelSpace,
        features: features.options,
        documentCount: features.documentCount,
        columnCount: features.columnCount,
        parts: zip(model.parts, model.thresholds).map { part, threshold in
          Header.Part(
            temperature: part.temperature,
            threshold: threshold,
            balance: part.balance,
            facts: part.facts
          )
        }
      )
    }
  }

  /// The file's bytes.
  package var bytes: [UInt8] {
    let (features, models, version) =
      switch content {
      case .one(let classifier): (classifier.features, [classifier.model], Self.version)
      case .several(let classifier):
        (classifier.features, classifier.model.parts, Self.multiLabelVersion)
      }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    // Strings and finite numbers always encode.
    let text = (try? encoder.encode(header)).map(Array.init) ?? []
    var bytes = Self.magic
    Self.append([version, UInt32(text.count)], to: &bytes)
    bytes += text
    Self.append(features.buckets, to: &bytes)
    Self.append(features.weights.map(\.bitPattern), to: &bytes)
    for model in models { Self.append(model.weights.map(\.bitPattern), to: &bytes) }
    for model in models { Self.append(model.intercepts.map(\.bitPattern), to: &bytes) }
    Self.append([Self.checksum(bytes[...])], to: &bytes)
    return bytes
  }

  /// Reads a classifier from a file's bytes.
  ///
  /// - Throws: ``EndModelError`` when it is not such a file, is of another version, or is damaged.
  package init(bytes: [UInt8]) throws(EndModelError) {
    guard bytes.starts(with: Self.magic) else { throw .notModelFile }
    var reader = Reader(bytes: bytes, offset: Self.magic.count)
    let version: UInt32 = try reader.next(1)[0]
    let isSeveral = version == Self.multiLabelVersion
    guard isSeveral || version == Self.version else {
      throw .unsupportedVersion(found: Int(version), supported: Int(Self.multiLabelVersion))
    }
    let end = bytes.count - 8
    guard end >= 16 else { throw .damaged(rule: "it is cut off") }
    var tail = Reader(bytes: bytes, offset: end)
    guard try tail.next(1)[0] == Self.checksum(bytes[..<end]) else {
      throw .damaged(rule: "its checksum does not match")
    }
    let length: UInt32 = try reader.next(1)[0]
    let text: [UInt8] = try reader.next(Int(length))
    guard let header = try? JSONDecoder().decode(Header.self, from: Data(text)),
      header.isSound(isSeveral: isSeveral)
    else { throw .damaged(rule: "its header is not readable") }
    let classCount = header.classes.classCount
    let buckets: [UInt32] = try reader.next(header.columnCount)
    let frequencies: [UInt32] = try reader.next(header.columnCount)
    let stride = isSeveral ? 1 : FittedEndModel.stride(classCount: classCount)
    let modelCount = isSeveral ? classCount : 1
    var weights: [[Float]] = []
    for _ in 0..<modelCount {
      let bits: [UInt32] = try reader.next(header.columnCount * stride)
      weights.append(bits.map(Float.init(bitPattern:)))
    }
    let bits: [UInt64] = try reader.next(modelCount * stride)
    guard reader.offset == end, buckets.allSatisfy({ $0 < header.features.bucketCount }) else {
      throw .damaged(rule: "its parts do not fit together")
    }
    let intercepts = bits.map(Double.init(bitPattern:))
    let features = HashedFeatures(
      options: header.features,
      buckets: buckets,
      weights: frequencies.map(Float.init(bitPattern:)),
      documentCount: header.documentCount
    )
    if let parts = header.parts, isSeveral {
      content = .several(
        TextClassifier(
          features: features,
          model: FittedMultiLabelEndModel(
            labelSpace: header.classes,
            parts: parts.indices.map { c in
              header.model(
                of: MultiLabelTrainingSet.presence,
                weights[c],
                [intercepts[c]],
                parts[c].temperature,
                parts[c].balance,
                parts[c].facts
              )
            },
            thresholds: parts.map(\.threshold)
          )
        )
      )
    } else {
      content = .one(
        TextClassifier(
          features: features,
          model: header.model(
            of: header.classes,
            weights[0],
            intercepts,
            header.temperature ?? 1,
            header.balance ?? [],
            header.facts ?? TrainingFacts()
          )
        )
      )
    }
  }

  private static func append(_ numbers: [some FixedWidthInteger], to bytes: inout [UInt8]) {
    bytes.reserveCapacity(bytes.count + numbers.count * 8)
    for number in numbers {
      withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
    }
  }

  private static func checksum(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    bytes.withUnsafeBytes { winnow_hash64($0.baseAddress, $0.count) }
  }

  /// Numbers one after the other; never reads behind the end.
  private struct Reader {
    var bytes: [UInt8]
    var offset: Int

    mutating func next<Number: FixedWidthInteger>(
      _ count: Int
    ) throws(EndModelError) -> [Number] {
      let size = MemoryLayout<Number>.size
      guard count >= 0, count <= (bytes.count - offset) / size else {
        throw .damaged(rule: "it is cut off")
      }
      let start = offset
      offset += count * size
      return bytes.withUnsafeBytes { bytes in
        (0..<count).map {
          Number(
            littleEndian: bytes.loadUnaligned(fromByteOffset: start + $0 * size, as: Number.self)
          )
        }
      }
    }
  }
}

extension EndModelFile.Header {
  /// Whether the parts, read from a file, fit together.
  fileprivate func isSound(isSeveral: Bool) -> Bool {
    let count = classes.classCount
    guard features.areSound, (0...features.bucketCount).contains(columnCount) else { return false }
    guard isSeveral else {
      return count > 1 && balance?.count == count && temperature.map { $0 > 0 } == true
        && facts != nil && parts == nil
    }
    return count > 0 && parts?.count == count
      && parts?.allSatisfy {
        $0.balance.count == 2 && $0.temperature > 0 && (0...1).contains($0.threshold)
      } == true
  }

  /// A model of these parts.
  fileprivate func model(
    of labelSpace: LabelSpace,
    _ weights: [Float],
    _ intercepts: [Double],
    _ temperature: Double,
    _ balance: [Double],
    _ facts: TrainingFacts
  ) -> FittedEndModel {
    var fitted = FittedEndModel(
      name: model,
      labelSpace: labelSpace,
      columnCount: columnCount,
      weights: weights,
      intercepts: intercepts,
      balance: balance,
      facts: facts
    )
    fitted.temperature = temperature
    return fitted
  }
}
