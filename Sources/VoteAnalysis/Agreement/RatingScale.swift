package import LabelingCore

/// Classes that are ordered, as ratings are.
package struct RatingScale: Hashable, Sendable {
  /// The classes, lowest first; those of the same value once.
  package let names: [String]
  /// Place of each class in the order, by class index.
  package let ranks: [Int]
  /// Value of each class, by class index: the number that its name is, else its rank.
  package let values: [Double]

  /// Takes the classes in the order of their indices.
  package init(inOrder space: LabelSpace) {
    names = space.classes
    ranks = Array(space.classes.indices)
    values = ranks.map(Double.init)
  }

  /// Takes the classes for the numbers that they are; `nil` when one is not a number.
  package init?(numbers space: LabelSpace) {
    let numbers = space.classes.compactMap { Double($0) }.filter(\.isFinite)
    guard numbers.count == space.classCount, !numbers.isEmpty else { return nil }
    let sorted = Set(numbers).sorted()
    values = numbers
    ranks = numbers.map { number in sorted.firstIndex(of: number) ?? 0 }
    names = sorted.map { value in
      numbers.firstIndex(of: value).map { space.classes[$0] } ?? ""
    }
  }
}
