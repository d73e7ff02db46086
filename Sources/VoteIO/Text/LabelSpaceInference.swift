package import LabelingCore

/// Orders the classes of a file that came without a label space.
///
/// Where all names are whole numbers from 0 to 999, written without sign and
/// leading zeros, the classes are all numbers up to the largest, so that the
/// class of index *i* is the one called *i*: from 0, or from 1 when 0 occurs
/// nowhere and at least two classes do (ratings are often counted from 1).
/// Otherwise the classes are the names that occur, in order of their UTF-8 bytes.
package enum LabelSpaceInference {
  private static let largestIndex = 999

  /// The label space of the names that occur; their order does not matter.
  package static func labelSpace(of names: some Collection<String>) -> LabelSpace {
    let distinct = Set(names)
    let numbers = distinct.compactMap(Self.index)
    guard numbers.count == distinct.count, let largest = numbers.max() else {
      return LabelSpace(distinct.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
    }
    let first = numbers.contains(0) || numbers.count == 1 ? 0 : 1
    return LabelSpace((first...max(first, largest)).map(String.init))
  }

  private static func index(_ name: String) -> Int? {
    guard let index = Int(name), (0...largestIndex).contains(index), String(index) == name else {
      return nil
    }
    return index
  }
}
