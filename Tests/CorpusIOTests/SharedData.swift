import Foundation

/// Real corpora that are not part of the repository.
enum SharedData {
  /// `WINNOW_SHARED`, or `../shared` beside the package.
  static let root: String = {
    if let given = ProcessInfo.processInfo.environment["WINNOW_SHARED"] { return given }
    let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    return package.deletingLastPathComponent().appending(path: "shared").path()
  }()

  static var isPresent: Bool {
    FileManager.default.fileExists(atPath: root + "/data/corpora")
  }

  static func corpus(_ name: String) -> String { root + "/data/corpora/" + name }
}
