internal import Foundation

/// The size of a corpus on disk.
enum CorpusSize {
  /// Bytes of all files; `nil` when one is standard input or has no size.
  static func bytes(of paths: [String]) -> Int? {
    var sum = 0
    for path in paths {
      let attributes = try? FileManager.default.attributesOfItem(atPath: path)
      guard path != "-", let size = attributes?[.size] as? Int else { return nil }
      sum += size
    }
    return sum
  }
}
