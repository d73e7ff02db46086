package import LabelingCore
internal import RealModule
internal import Threads

/// Linear scores of the classes for each document, before the softmax; row-major *n* × *k*.
package struct ClassScores: Hashable, Sendable {
  /// Number of classes, *k*.
  package let classCount: Int
  /// *n* · *k* scores.
  package internal(set) var values: [Double]

  /// Wraps scores.
  package init(classCount: Int, values: [Double]) {
    precondition(classCount > 0 && values.count % classCount == 0, "values are whole rows")
    self.classCount = classCount
    self.values = values
  }

  /// Number of rows, *n*.
  package var rowCount: Int { values.count / classCount }

  /// The softmax of the scores divided by a temperature.
  package consuming func probabilities(
    temperature: Double = 1,
    threadCount: Int? = nil
  ) -> SoftLabels {
    let (rowCount, classCount) = (rowCount, classCount)
    var soft = SoftLabels(classCount: classCount, values: values)
    let chunks = FixedChunks.ranges(of: rowCount, atMost: 16, minimum: 4096)
    soft.values.withUnsafeMutableBufferPointer { values in
      nonisolated(unsafe) let values = values
      FixedChunks.run(
        chunkCount: chunks.count,
        threadCount: threadCount ?? FixedChunks.processorCount
      ) { chunk in
        for row in chunks[chunk] {
          let start = row * classCount
          var largest = values[start]
          for y in 1..<max(classCount, 1) { largest = max(largest, values[start + y]) }
          var total = 0.0
          for y in start..<(start + classCount) {
            values[y] = Double.exp((values[y] - largest) / temperature)
            total += values[y]
          }
          let scale = 1 / total
          for y in start..<(start + classCount) { values[y] *= scale }
        }
      }
    }
    return soft
  }
}

extension FittedEndModel {
  /// Linear scores of the classes for each document.
  ///
  /// - Complexity: O(entries · *k*).
  package func scores(of features: FeatureMatrix, threadCount: Int? = nil) -> ClassScores {
    precondition(features.columnCount == columnCount, "features are of the model's columns")
    let classCount = labelSpace.classCount
    let chunks = FixedChunks.ranges(of: features.rowCount, atMost: 16, minimum: 2048)
    let values = [Double](unsafeUninitializedCapacity: features.rowCount * classCount) {
      output,
      count in
      nonisolated(unsafe) let output = output
      FixedChunks.run(
        chunkCount: chunks.count,
        threadCount: threadCount ?? FixedChunks.processorCount
      ) { chunk in
        self.score(chunks[chunk], of: features, into: output)
      }
      count = features.rowCount * classCount
    }
    return ClassScores(classCount: classCount, values: values)
  }

  private func score(
    _ rows: Range<Int>,
    of features: FeatureMatrix,
    into output: UnsafeMutableBufferPointer<Double>
  ) {
    let (stride, classCount) = (stride, labelSpace.classCount)
    features.columns.withUnsafeBufferPointer { columns in
      features.values.withUnsafeBufferPointer { values in
        weights.withUnsafeBufferPointer { weights in
          for row in rows {
            let entries = features.starts[row]..<features.starts[row + 1]
            guard classCount > 2 else {
              var sum: Float = 0
              for entry in entries { sum += values[entry] * weights[Int(columns[entry])] }
              for y in 0..<classCount {
                output[row * classCount + y] = y == 0 ? 0 : intercepts[0] + Double(sum)
              }
              continue
            }
            for block in Swift.stride(from: 0, to: stride, by: 4) {
              var sums = SIMD4<Float>(repeating: 0)
              for entry in entries {
                let place =
                  weights.baseAddress.unsafelyUnwrapped
                  + (Int(columns[entry]) &* stride &+ block)
                let lanes = UnsafeRawPointer(place).loadUnaligned(as: SIMD4<Float>.self)
                sums += lanes * values[entry]
              }
              for lane in 0..<min(4, classCount - block) {
                output[row * classCount + block + lane] =
                  intercepts[block + lane] + Double(sums[lane])
              }
            }
          }
        }
      }
    }
  }
}
