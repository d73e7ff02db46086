internal import LabelingCore

/// Counts element paths in the beginning of a file, to suggest record paths.
struct XMLPathCounts {
  private var counts: [ExactString: Int] = [:]
  private var order: [ExactString] = []

  private static let maximumPathCount = 256

  /// Counts one element, given by the names from the root down.
  mutating func count(_ names: [String]) {
    guard names.count >= 2, names.count <= 8 else { return }
    let path = ExactString(names.joined(separator: "/"))
    if counts[path] == nil {
      guard order.count < Self.maximumPathCount else { return }
      order.append(path)
    }
    counts[path, default: 0] += 1
  }

  /// Paths that could be records: repeated ones, those nearest to the root first.
  var candidates: [String] {
    let repeated = order.filter { counts[$0, default: 0] > 1 }
    return (repeated.isEmpty ? order : repeated).enumerated().sorted {
      let a = $0.element.string.utf8.count { $0 == UInt8(ascii: "/") }
      let b = $1.element.string.utf8.count { $0 == UInt8(ascii: "/") }
      return (a, $0.offset) < (b, $1.offset)
    }.map(\.element.string)
  }
}
