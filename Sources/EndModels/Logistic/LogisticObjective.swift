internal import LabelingCore
internal import RealModule
internal import Threads

/// The function that logistic regression minimizes, and its gradient.
///
/// A point holds `stride` weights for each column that occurs, then `stride`
/// intercepts. Sums are kept per fixed chunk of rows and added in order.
package struct LogisticObjective: Sendable {
  /// The training set with its columns renumbered.
  private let matrix: FeatureMatrix
  /// Columns of the training set that occur, ascending.
  private let columns: [Int]
  private let allColumnCount: Int
  private let classCount: Int
  private let stride: Int
  /// *t_i*(*y*) = *s_i* *c_y* *q_i*(*y*), `stride` per row; only the second class' for two.
  private let targets: [Double]
  /// Σ_y *t_i*(*y*) of each row.
  private let masses: [Double]
  /// *S*.
  private let total: Double
  private let penalty: Double
  /// Scores that each row has already, `stride` per row; empty for none.
  ///
  /// For two classes it is how far the second leads.
  private let offsets: [Double]
  private let penalizesIntercepts: Bool
  private let chunks: [Range<Int>]
  private let threadCount: Int
  /// Shares of the classes, as they are weighted.
  let balance: [Double]
  /// Documents of positive weight.
  let documentCount: Int

  /// Numbers of a point.
  package var size: Int { (columns.count + 1) * stride }

  /// Lays out a training set.
  ///
  /// - Parameters:
  ///   - set: Features, probabilities and weights.
  ///   - classWeights: *c*: how much documents of each class count.
  ///   - inverseRegularization: *C*.
  ///   - offsets: Scores that are added to the model's; `nil` for none.
  ///   - penalizesIntercepts: Whether intercepts are drawn to 0 like weights.
  ///   - threadCount: Number of threads.
  package init(
    _ set: TrainingSet,
    classWeights: [Double],
    inverseRegularization: Double,
    offsets: ClassScores? = nil,
    penalizesIntercepts: Bool = false,
    threadCount: Int
  ) {
    let classCount = set.labelSpace.classCount
    let stride = FittedEndModel.stride(classCount: classCount)
    var totals = [Double](repeating: 0, count: classCount)
    var targets = [Double](repeating: 0, count: set.features.rowCount * stride)
    var masses: [Double] = []
    masses.reserveCapacity(set.features.rowCount)
    for row in 0..<set.features.rowCount {
      let weight = set.weights?[row] ?? 1
      var mass = 0.0
      for y in 0..<classCount {
        let target = weight * classWeights[y] * set.targets.values[row * classCount + y]
        totals[y] += target
        mass += target
        if classCount > 2 {
          targets[row * stride + y] = target
        } else if y == 1 {
          targets[row] = target
        }
      }
      masses.append(mass)
    }
    let total = totals.reduce(0, +)
    self.targets = targets
    self.masses = masses
    self.offsets = offsets.map { Self.layOut($0, stride: stride) } ?? []
    self.penalizesIntercepts = penalizesIntercepts
    self.total = total
    self.classCount = classCount
    self.stride = stride
    balance = totals.map { $0 / total }
    documentCount = masses.count { $0 > 0 }
    penalty = 1 / (inverseRegularization * total)
    allColumnCount = set.features.columnCount
    (columns, matrix) = Self.compact(set.features)
    let cells = (columns.count + 1) * stride
    let limit = max(1, min(16, (1 << 23) / cells))
    chunks = FixedChunks.ranges(of: matrix.rowCount, atMost: limit, minimum: 2048)
    // A thread costs more than a small pass.
    self.threadCount = matrix.entryCount * stride < 1 << 16 ? 1 : threadCount
  }

  private static func layOut(_ scores: ClassScores, stride: Int) -> [Double] {
    let classCount = scores.classCount
    var offsets = [Double](repeating: 0, count: scores.rowCount * stride)
    for row in 0..<scores.rowCount {
      let start = row * classCount
      guard classCount > 2 else {
        offsets[row] = classCount == 2 ? scores.values[start + 1] - scores.values[start] : 0
        continue
      }
      for y in 0..<classCount { offsets[row * stride + y] = scores.values[start + y] }
    }
    return offsets
  }

  private static func compact(_ features: FeatureMatrix) -> ([Int], FeatureMatrix) {
    var numbers = [UInt32](repeating: .max, count: features.columnCount)
    for column in features.columns { numbers[Int(column)] = 0 }
    var columns: [Int] = []
    for column in numbers.indices where numbers[column] == 0 {
      numbers[column] = UInt32(columns.count)
      columns.append(column)
    }
    let matrix = FeatureMatrix(
      columnCount: columns.count,
      starts: features.starts,
      columns: features.columns.map { numbers[Int($0)] },
      values: features.values
    )
    return (columns, matrix)
  }

  /// The point of a fitted model, or the origin.
  func start(from model: FittedEndModel?) throws(EndModelError) -> [Double] {
    var point = [Double](repeating: 0, count: size)
    guard let model else { return point }
    guard model.columnCount == allColumnCount, model.labelSpace.classCount == classCount else {
      throw .startDiffers
    }
    for (place, column) in columns.enumerated() {
      for lane in 0..<stride {
        point[place * stride + lane] = Double(model.weights[column * stride + lane])
      }
    }
    for lane in 0..<stride { point[columns.count * stride + lane] = model.intercepts[lane] }
    return point
  }

  /// Weights of all columns, and intercepts; those of the classes add up to 0.
  func model(at point: [Double]) -> (weights: [Float], intercepts: [Double]) {
    var weights = [Float](repeating: 0, count: allColumnCount * stride)
    for (place, column) in columns.enumerated() {
      for lane in 0..<stride {
        weights[column * stride + lane] = Float(point[place * stride + lane])
      }
    }
    var intercepts = Array(point[(columns.count * stride)...])
    if classCount > 2 {
      // Intercepts are not penalised: a constant added to all of them changes nothing.
      let mean = intercepts[..<classCount].reduce(0, +) / Double(classCount)
      for y in 0..<classCount { intercepts[y] -= mean }
    }
    return (weights, intercepts)
  }

  /// About how much the gradient along each coordinate grows with it.
  ///
  /// It is exact except for *p*(1 − *p*), which is taken for classes that are equally likely.
  var curvatures: [Double] {
    let share = 1 / Double(classCount)
    var sums = [Double](repeating: 0, count: columns.count + 1)
    for row in masses.indices {
      for entry in matrix.starts[row]..<matrix.starts[row + 1] {
        let value = Double(matrix.values[entry])
        sums[Int(matrix.columns[entry])] += masses[row] * value * value
      }
      sums[columns.count] += masses[row]
    }
    return sums.indices.flatMap { place in
      let isPenalized = place < columns.count || penalizesIntercepts
      let curvature = share * (1 - share) * sums[place] / total + (isPenalized ? penalty : 0)
      return repeatElement(max(curvature, 1e-12), count: stride)
    }
  }

  /// The objective at a point; writes its gradient.
  package func evaluate(_ point: [Double], _ gradient: inout [Double]) -> Double {
    let size = size
    let state = UnsafeMutablePointer<Double>.allocate(capacity: chunks.count * size)
    defer { state.deallocate() }
    var losses = [Double](repeating: 0, count: chunks.count)
    point.withUnsafeBufferPointer { point in
      losses.withUnsafeMutableBufferPointer { losses in
        // Each chunk writes its own part of the state and its own loss only.
        nonisolated(unsafe) let (point, losses, state) = (point, losses, state)
        FixedChunks.run(chunkCount: chunks.count, threadCount: threadCount) { [self] chunk in
          guard let point = point.baseAddress else { return }
          let sums = state + chunk * size
          sums.initialize(repeating: 0, count: size)
          losses[chunk] =
            classCount > 2
            ? visitMany(chunks[chunk], at: point, addingTo: sums)
            : visitTwo(chunks[chunk], at: point, addingTo: sums)
        }
      }
    }
    let penalised = penalizesIntercepts ? size : columns.count * stride
    var squares = 0.0
    for index in 0..<size {
      var sum = 0.0
      for chunk in chunks.indices { sum += state[chunk * size + index] }
      gradient[index] = sum / total
      if index < penalised {
        gradient[index] += penalty * point[index]
        squares += point[index] * point[index]
      }
    }
    return losses.reduce(0, +) / total + 0.5 * penalty * squares
  }

  private func visitTwo(
    _ rows: Range<Int>,
    at point: UnsafePointer<Double>,
    addingTo sums: UnsafeMutablePointer<Double>
  ) -> Double {
    var loss = 0.0
    matrix.columns.withUnsafeBufferPointer { places in
      matrix.values.withUnsafeBufferPointer { values in
        for row in rows where masses[row] > 0 {
          let entries = matrix.starts[row]..<matrix.starts[row + 1]
          var score = point[columns.count] + (offsets.isEmpty ? 0 : offsets[row])
          for entry in entries { score += Double(values[entry]) * point[Int(places[entry])] }
          // log(1 + e^z) without overflow.
          let tail = Double.exp(-abs(score))
          loss += masses[row] * (max(score, 0) + Double.log(onePlus: tail)) - targets[row] * score
          let probability = score >= 0 ? 1 / (1 + tail) : tail / (1 + tail)
          let residual = masses[row] * probability - targets[row]
          for entry in entries { sums[Int(places[entry])] += residual * Double(values[entry]) }
          sums[columns.count] += residual
        }
      }
    }
    return loss
  }

  private func visitMany(
    _ rows: Range<Int>,
    at point: UnsafePointer<Double>,
    addingTo sums: UnsafeMutablePointer<Double>
  ) -> Double {
    var loss = 0.0
    let (stride, classCount) = (stride, classCount)
    let residuals = UnsafeMutablePointer<Double>.allocate(capacity: stride)
    residuals.initialize(repeating: 0, count: stride)
    defer { residuals.deallocate() }
    matrix.columns.withUnsafeBufferPointer { places in
      matrix.values.withUnsafeBufferPointer { values in
        for row in rows where masses[row] > 0 {
          let entries = matrix.starts[row]..<matrix.starts[row + 1]
          for block in Swift.stride(from: 0, to: stride, by: 4) {
            var scores = Self.load(point + (columns.count &* stride &+ block))
            for entry in entries {
              scores +=
                Self.load(point + (Int(places[entry]) &* stride &+ block))
                * Double(values[entry])
            }
            Self.store(scores, residuals + block)
          }
          if !offsets.isEmpty {
            for y in 0..<classCount { residuals[y] += offsets[row * stride + y] }
          }
          loss += softmaxLoss(row, scores: residuals)
          for y in classCount..<stride { residuals[y] = 0 }
          for block in Swift.stride(from: 0, to: stride, by: 4) {
            let residual = Self.load(residuals + block)
            for entry in entries {
              let cell = sums + (Int(places[entry]) &* stride &+ block)
              Self.store(Self.load(cell) + residual * Double(values[entry]), cell)
            }
            let cell = sums + (columns.count &* stride &+ block)
            Self.store(Self.load(cell) + residual, cell)
          }
        }
      }
    }
    return loss
  }

  /// The loss of a row; turns its scores into residuals *m* *p* − *t*.
  @inline(__always)
  private func softmaxLoss(_ row: Int, scores: UnsafeMutablePointer<Double>) -> Double {
    var largest = scores[0]
    for y in 1..<classCount { largest = max(largest, scores[y]) }
    var normalizer = 0.0
    var linear = 0.0
    for y in 0..<classCount {
      linear += targets[row * stride + y] * (scores[y] - largest)
      scores[y] = Double.exp(scores[y] - largest)
      normalizer += scores[y]
    }
    let scale = masses[row] / normalizer
    for y in 0..<classCount { scores[y] = scores[y] * scale - targets[row * stride + y] }
    return masses[row] * Double.log(normalizer) - linear
  }

  @inline(__always)
  private static func load(_ place: UnsafePointer<Double>) -> SIMD4<Double> {
    UnsafeRawPointer(place).loadUnaligned(as: SIMD4<Double>.self)
  }

  @inline(__always)
  private static func load(_ place: UnsafeMutablePointer<Double>) -> SIMD4<Double> {
    load(UnsafePointer(place))
  }

  @inline(__always)
  private static func store(_ lanes: SIMD4<Double>, _ place: UnsafeMutablePointer<Double>) {
    UnsafeMutableRawPointer(place).storeBytes(of: lanes, as: SIMD4<Double>.self)
  }
}
