internal import LabelingCore

extension SoftLabels {
  /// Reads probabilities as a session stores them: four bytes each, little-endian.
  init(classCount: Int, stored bytes: [UInt8]) {
    let values = stride(from: 0, to: bytes.count, by: 4).map { start in
      let bits = bytes[start..<(start + 4)].reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
      return Double(Float(bitPattern: bits))
    }
    self.init(classCount: classCount, values: values)
  }

  /// The probabilities as a session stores them.
  var stored: [UInt8] {
    values.flatMap { value in
      withUnsafeBytes(of: Float(value).bitPattern.littleEndian) { Array($0) }
    }
  }
}
