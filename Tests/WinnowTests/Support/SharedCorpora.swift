import Foundation
import Testing

/// Public corpora that are not part of the repository.
enum SharedCorpora {
  /// Their folder: `WINNOW_SHARED`, by default `../shared` beside the package.
  static let folder: String = {
    let root = ProcessInfo.processInfo.environment["WINNOW_SHARED"]
    return (root ?? "\(Workspace.packageRoot)/../shared") + "/data/corpora"
  }()

  /// Whether they are here.
  static let arePresent = FileManager.default.fileExists(atPath: folder)

  /// Files of a corpus, in the order of their names.
  static func files(of corpus: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: "\(folder)/\(corpus)").sorted()
      .map { "\(folder)/\(corpus)/\($0)" }
  }
}

extension Trait where Self == ConditionTrait {
  /// Skips tests of public corpora where there are none.
  static var needsSharedCorpora: Self {
    .enabled(if: SharedCorpora.arePresent, "no public corpora at '\(SharedCorpora.folder)'")
  }
}
