import Foundation
import TestSupport
import Testing

/// Public corpora that are not part of the repository.
enum SharedCorpora {
  /// Their folder.
  static let folder = SharedData.path("corpora")

  /// Whether they are here.
  static let arePresent = SharedData.has("corpora")

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
