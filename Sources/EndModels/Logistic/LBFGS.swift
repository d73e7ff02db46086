/// Minimizes a smooth convex function by limited-memory BFGS with a weak Wolfe line search.
///
/// Coordinates are scaled by their own curvature, which halves the iterations where rare words
/// are next to frequent ones.
/// - SeeAlso: Liu & Nocedal 1989, doi:10.1007/BF01589116; the bisection of Lewis
///   & Overton 2013, doi:10.1007/s10107-012-0514-2
struct LBFGS {
  /// At most this many iterations.
  var maximumIterations: Int
  /// Ends when no component of the gradient is larger.
  var tolerance: Double
  /// Pairs of steps that curvature is learned from.
  var memory = 10

  /// How it ended.
  struct Outcome {
    /// Iterations done.
    var iterations: Int
    /// Whether the gradient is small enough, or no step lowers the value anymore.
    var converged: Bool
    /// The last value.
    var value: Double
  }

  /// A step and what it did to the gradient.
  private struct Pair {
    var step: [Double]
    var change: [Double]
    /// 1 / (step · change).
    var scale: Double
    /// change · change, each coordinate divided by its curvature.
    var weightedChange: Double
  }

  /// Minimizes from a point, which is the minimum afterwards.
  ///
  /// - Parameters:
  ///   - point: Where to start.
  ///   - curvatures: About the second derivative along each coordinate; positive.
  ///   - evaluate: The value at a point; writes the gradient.
  /// - Returns: How it ended.
  func minimize(
    from point: inout [Double],
    curvatures: [Double],
    _ evaluate: (_ point: [Double], _ gradient: inout [Double]) -> Double
  ) -> Outcome {
    let inverses = curvatures.map { 1 / $0 }
    var gradient = [Double](repeating: 0, count: point.count)
    var value = evaluate(point, &gradient)
    var pairs: [Pair] = []
    var candidate = point
    var candidateGradient = gradient
    for iteration in 0..<maximumIterations {
      if Self.largest(gradient) <= tolerance {
        return Outcome(iterations: iteration, converged: true, value: value)
      }
      var direction = self.direction(gradient, pairs, inverses)
      var slope = Self.product(direction, gradient)
      if slope >= 0 {
        // Rounding has spoiled the curvature: begin again downhill.
        pairs.removeAll()
        direction = self.direction(gradient, pairs, inverses)
        slope = Self.product(direction, gradient)
      }
      guard
        let found = search(
          from: point,
          value,
          direction,
          slope: slope,
          &candidate,
          &candidateGradient,
          evaluate
        )
      else { return Outcome(iterations: iteration, converged: true, value: value) }
      remember(&pairs, from: point, to: candidate, gradient, candidateGradient, inverses)
      swap(&point, &candidate)
      swap(&gradient, &candidateGradient)
      let gain = value - found
      value = found
      // What is left is rounding.
      if gain <= 1e-14 * max(1, abs(value)) {
        return Outcome(iterations: iteration + 1, converged: true, value: value)
      }
    }
    return Outcome(
      iterations: maximumIterations,
      converged: Self.largest(gradient) <= tolerance,
      value: value
    )
  }

  /// Finds a length with enough descent and a flatter slope; `nil` when none lowers the value.
  private func search(
    from point: [Double],
    _ value: Double,
    _ direction: [Double],
    slope: Double,
    _ candidate: inout [Double],
    _ gradient: inout [Double],
    _ evaluate: (_ point: [Double], _ gradient: inout [Double]) -> Double
  ) -> Double? {
    var (low, high, length) = (0.0, Double.infinity, 1.0)
    var best: Double?
    for _ in 0..<40 {
      for index in point.indices { candidate[index] = point[index] + length * direction[index] }
      let found = evaluate(candidate, &gradient)
      if !(found <= value + 1e-4 * length * slope) {
        high = length
      } else if Self.product(direction, gradient) < 0.9 * slope {
        low = length
        best = found
      } else {
        return found
      }
      length = high.isFinite ? (low + high) / 2 : 2 * length
      if high - low < 1e-12 * max(1, low) { break }
    }
    guard best != nil else { return nil }
    for index in point.indices { candidate[index] = point[index] + low * direction[index] }
    return evaluate(candidate, &gradient)
  }

  /// The two-loop recursion: minus the inverse curvature times the gradient.
  ///
  /// It begins with the coordinates' own curvatures, on the scale of the last step.
  private func direction(
    _ gradient: [Double],
    _ pairs: [Pair],
    _ inverses: [Double]
  ) -> [Double] {
    var direction = gradient.map { -$0 }
    var shares = [Double](repeating: 0, count: pairs.count)
    for (index, pair) in pairs.enumerated().reversed() {
      shares[index] = pair.scale * Self.product(pair.step, direction)
      Self.add(-shares[index], pair.change, to: &direction)
    }
    for index in direction.indices { direction[index] *= inverses[index] }
    if let last = pairs.last {
      let factor = 1 / (last.scale * last.weightedChange)
      for index in direction.indices { direction[index] *= factor }
    }
    for (index, pair) in pairs.enumerated() {
      let share = shares[index] - pair.scale * Self.product(pair.change, direction)
      Self.add(share, pair.step, to: &direction)
    }
    return direction
  }

  private func remember(
    _ pairs: inout [Pair],
    from point: [Double],
    to next: [Double],
    _ gradient: [Double],
    _ nextGradient: [Double],
    _ inverses: [Double]
  ) {
    var pair =
      pairs.count == memory
      ? pairs.removeFirst() : Pair(step: [], change: [], scale: 0, weightedChange: 0)
    if pair.step.isEmpty {
      pair.step = next
      pair.change = nextGradient
    }
    for index in point.indices {
      pair.step[index] = next[index] - point[index]
      pair.change[index] = nextGradient[index] - gradient[index]
    }
    let curvature = Self.product(pair.step, pair.change)
    guard curvature > 1e-300 else { return }
    pair.scale = 1 / curvature
    pair.weightedChange = 0
    for index in inverses.indices {
      pair.weightedChange += pair.change[index] * pair.change[index] * inverses[index]
    }
    pairs.append(pair)
  }

  static func largest(_ vector: [Double]) -> Double { vector.reduce(0) { max($0, abs($1)) } }

  private static func product(_ a: [Double], _ b: [Double]) -> Double {
    a.withUnsafeBufferPointer { a in
      b.withUnsafeBufferPointer { b in
        var lanes = SIMD8<Double>(repeating: 0)
        var index = 0
        while index + 8 <= a.count {
          let first = UnsafeRawPointer(a.baseAddress.unsafelyUnwrapped + index)
          let second = UnsafeRawPointer(b.baseAddress.unsafelyUnwrapped + index)
          lanes +=
            first.loadUnaligned(as: SIMD8<Double>.self)
            * second.loadUnaligned(as: SIMD8<Double>.self)
          index += 8
        }
        var sum = lanes.sum()
        while index < a.count {
          sum += a[index] * b[index]
          index += 1
        }
        return sum
      }
    }
  }

  private static func add(_ factor: Double, _ vector: [Double], to sum: inout [Double]) {
    vector.withUnsafeBufferPointer { vector in
      sum.withUnsafeMutableBufferPointer { sum in
        for index in sum.indices { sum[index] += factor * vector[index] }
      }
    }
  }
}
