internal import RealModule

/// A simple random sample of a stream whose length nobody knows.
///
/// Algorithm L: only the rows that come in cost random numbers. Afterwards each of *n*
/// rows has the inclusion probability `capacity` / *n*.
/// - SeeAlso: Li 1994, doi:10.1145/198429.198435
package struct Reservoir<Element> {
  /// Elements to keep.
  package let capacity: Int
  /// Elements that went by.
  package private(set) var count = 0
  private var kept: [(row: Int, element: Element)] = []
  private var threshold = 1.0
  private var next: Int

  /// Begins an empty reservoir.
  package init(capacity: Int) {
    precondition(capacity > 0, "a reservoir holds an element")
    self.capacity = capacity
    next = capacity - 1
  }

  /// Lets an element go by; it is made only when it is kept.
  package mutating func offer(
    _ element: @autoclosure () throws -> Element,
    using generator: inout some RandomNumberGenerator
  ) rethrows {
    let row = count
    count += 1
    if kept.count < capacity {
      kept.append((row, try element()))
      if kept.count == capacity { skip(using: &generator) }
    } else if row == next {
      kept[Int.random(in: 0..<capacity, using: &generator)] = (row, try element())
      skip(using: &generator)
    }
  }

  /// The sample in the order of the stream.
  package var elements: [Element] { kept.sorted { $0.row < $1.row }.map(\.element) }

  /// The inclusion probability of each element of the stream.
  package var probability: Double { count <= capacity ? 1 : Double(capacity) / Double(count) }

  private mutating func skip(using generator: inout some RandomNumberGenerator) {
    threshold *= Double.exp(Double.log(Self.positive(&generator)) / Double(capacity))
    let gap = (Double.log(Self.positive(&generator)) / Double.log(onePlus: -threshold)).rounded(
      .down
    )
    // Beyond any stream: the threshold has become too small to tell from 0.
    next = gap < 1e18 ? next + Int(gap) + 1 : .max
  }

  private static func positive(_ generator: inout some RandomNumberGenerator) -> Double {
    1 - Double.random(in: 0..<1, using: &generator)
  }
}
