import Foundation

/// The data beside the repository that the scoring tests compare with.
enum ScoringSharedData {
  /// `WINNOW_SHARED`, or `../shared` beside the package.
  static let root: URL = {
    if let path = ProcessInfo.processInfo.environment["WINNOW_SHARED"] {
      return URL(fileURLWithPath: path, isDirectory: true)
    }
    return URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("shared", isDirectory: true)
  }()

  /// The file of reference scores.
  static let metrics = root.appendingPathComponent("oracles/metrics.json")

  /// Whether the reference scores are there.
  static let hasMetrics = FileManager.default.fileExists(atPath: metrics.path)
}
