internal import CXXHash
internal import Foundation
internal import LabelingCore

/// A trained classifier as a versioned, checked file; equal classifiers are equal bytes.
///
/// All numbers are little-endian.
/// ```
/// "WNWMODEL", version u32, header length u32, header (JSON, sorted keys),
/// per column: hash bucket u32; per column: inverse document frequency f32;
/// per column: weights f32 × stride; intercepts f64 × stride;
/// XXH3-64 of all bytes so far
/// ```
package struct EndModelFile: Sendable {
  /// Version that is written, and the one that is read.
  ///
  /// It changes whenever the same options no longer lead to the same features: version 1 ended
  /// words at apostrophes.
  package static let version: UInt32 = 2
  private static let magic = Array("WNWMODEL".utf8)

  /// The classifier.
  package let classifier: TextClassifier

  /// Wraps a classifier for writing.
  package init(_ classifier: TextClassifier) { self.classifier = classifier }

  private struct Header: Codable {
    var model: String
    var classes: LabelSpace
    var features: FeatureOptions
    var documentCount: Int
    var columnCount: Int
    var temperature: Double
    var balance: [Double]
    var facts: TrainingFacts
  }

  /// The file's bytes.
  package var bytes: [UInt8] {
    let (features, model) = (classifier.features, classifier.model)
    let header = Header(
      model: model.name,
      classes: model.labelSpace,
      features: features.options,
      documentCount: features.documentCount,
      columnCount: features.columnCount,
      temperature: model.temperature,
      balance: model.balance,
      facts: model.facts
    )
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    // Strings and finite numbers always encode.
    let text = (try? encoder.encode(header)).map(Array.init) ?? []
    var bytes = Self.magic
    Self.append([Self.version, UInt32(text.count)], to: &bytes)
    bytes += text
    Self.append(features.buckets, to: &bytes)
    Self.append(features.weights.map(\.bitPattern), to: &bytes)
    Self.append(model.weights.map(\.bitPattern), to: &bytes)
    Self.append(model.intercepts.map(\.bitPattern), to: &bytes)
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
    guard version == Self.version else {
      throw .unsupportedVersion(found: Int(version), supported: Int(Self.version))
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
      header.features.areSound, header.classes.classCount > 1,
      header.balance.count == header.classes.classCount, header.temperature > 0,
      (0...header.features.bucketCount).contains(header.columnCount)
    else { throw .damaged(rule: "its header is not readable") }
    let stride = FittedEndModel.stride(classCount: header.classes.classCount)
    let buckets: [UInt32] = try reader.next(header.columnCount)
    let frequencies: [UInt32] = try reader.next(header.columnCount)
    let weights: [UInt32] = try reader.next(header.columnCount * stride)
    let intercepts: [UInt64] = try reader.next(stride)
    guard reader.offset == end, buckets.allSatisfy({ $0 < header.features.bucketCount }) else {
      throw .damaged(rule: "its parts do not fit together")
    }
    var model = FittedEndModel(
      name: header.model,
      labelSpace: header.classes,
      columnCount: header.columnCount,
      weights: weights.map(Float.init(bitPattern:)),
      intercepts: intercepts.map(Double.init(bitPattern:)),
      balance: header.balance,
      facts: header.facts
    )
    model.temperature = header.temperature
    classifier = TextClassifier(
      features: HashedFeatures(
        options: header.features,
        buckets: buckets,
        weights: frequencies.map(Float.init(bitPattern:)),
        documentCount: header.documentCount
      ),
      model: model
    )
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
