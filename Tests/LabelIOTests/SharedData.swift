import Foundation

/// The data beside the repository that some tests compare with.
enum SharedData {
  /// `WINNOW_SHARED`, or `../shared` beside the package.
  static let root: URL = {
    if let path = ProcessInfo.processInfo.environment["WINNOW_SHARED"] {
      return URL(fileURLWithPath: path, isDirectory: true)
    }
    return URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("shared", isDirectory: true)
  }()

  /// Whether the real data is there.
  static let hasData = FileManager.default.fileExists(
    atPath: root.appendingPathComponent("data/README.md").path
  )
}
