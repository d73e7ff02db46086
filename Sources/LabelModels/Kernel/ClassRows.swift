package import LabelingCore

/// A flat table of rows of one number per class, each row padded for SIMD loads.
///
/// It holds posteriors (a row per pattern), expected counts and log scores (a
/// row per pair of voter and class). Padding beyond `classCount` stays zero.
package struct ClassRows: Sendable {
  /// Number of rows.
  package let rowCount: Int
  /// Number of classes, *k*.
  package let classCount: Int
  /// Numbers from one row's start to the next one's.
  package let stride: Int
  /// `rowCount` · `stride` numbers.
  package var values: [Double]

  /// Creates rows of zeros.
  package init(rowCount: Int, classCount: Int) {
    self.rowCount = rowCount
    self.classCount = classCount
    self.stride = Self.stride(for: classCount)
    self.values = [Double](repeating: 0, count: rowCount * stride)
  }

  /// Two numbers for up to two classes, else a multiple of four.
  package static func stride(for classCount: Int) -> Int {
    classCount <= 2 ? 2 : (classCount + 3) / 4 * 4
  }

  /// The number of one class in one row.
  package subscript(row: Int, classIndex: Int) -> Double {
    get { values[row * stride + classIndex] }
    set { values[row * stride + classIndex] = newValue }
  }

  /// The numbers of one row, without the padding.
  package subscript(row row: Int) -> ArraySlice<Double> {
    values[(row * stride)..<(row * stride + classCount)]
  }

  /// Multiplies a whole row.
  package mutating func scale(row: Int, by factor: Double) {
    for index in (row * stride)..<(row * stride + classCount) { values[index] *= factor }
  }

  /// The rows without padding, as probabilities.
  package func softLabels() -> SoftLabels {
    if stride == classCount { return SoftLabels(classCount: classCount, values: values) }
    var compact: [Double] = []
    compact.reserveCapacity(rowCount * classCount)
    for row in 0..<rowCount { compact.append(contentsOf: self[row: row]) }
    return SoftLabels(classCount: classCount, values: compact)
  }
}
