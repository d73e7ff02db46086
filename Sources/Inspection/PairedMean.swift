internal import LabelingCore

/// The mean of paired differences with its standard error.
struct PairedMean {
  private var sum = 0.0
  private var squares = 0.0
  private var count = 0

  mutating func add(_ difference: Double, count more: Int) {
    sum += difference * Double(more)
    squares += difference * difference * Double(more)
    count += more
  }

  var value: Double? { count > 0 ? sum / Double(count) : nil }

  var interval: Interval? {
    guard let value, count > 1 else { return nil }
    let n = Double(count)
    let error = (max(squares / n - value * value, 0) / (n - 1)).squareRoot()
    return Interval(mean: value, standardError: error)
  }
}
