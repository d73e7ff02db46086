internal import CSVText
package import LabelingCore

/// Writes predictions as CSV: `id,label,confidence` and a `p_` column per class.
package struct LabelCSVWriter {
  private static let flushSize = 1 << 16

  private let write: ByteSink
  private let labelSpace: LabelSpace
  private var encoder = CSVEncoder()
  private var buffer: [UInt8] = []

  /// Starts a file with its header.
  package init(labelSpace: LabelSpace, write: @escaping ByteSink) {
    self.write = write
    self.labelSpace = labelSpace
    for name in ["id", "label", "confidence"] { encoder.append(name, to: &buffer) }
    for name in labelSpace.classes {
      encoder.append(LabelTable.probabilityPrefix + name, to: &buffer)
    }
    encoder.endRecord(&buffer)
  }

  /// Appends a document; without a label, label and confidence stay empty.
  ///
  /// - Throws: What the sink throws.
  package mutating func append(
    id: String,
    label: Vote,
    probabilities: ArraySlice<Double>
  ) throws {
    precondition(probabilities.count == labelSpace.classCount, "a probability per class")
    encoder.append(id, to: &buffer)
    encoder.append(labelSpace.name(of: label) ?? "", to: &buffer)
    let confidence = LabelConfidence.value(of: label, in: probabilities)
    encoder.append(confidence.map { "\($0)" } ?? "", to: &buffer)
    for value in probabilities { encoder.append("\(value)", to: &buffer) }
    encoder.endRecord(&buffer)
    if buffer.count >= Self.flushSize { try flush() }
  }

  /// Writes what is left.
  package mutating func finish() throws { try flush() }

  private mutating func flush() throws {
    try buffer.withUnsafeBytes(write)
    buffer.removeAll(keepingCapacity: true)
  }
}
