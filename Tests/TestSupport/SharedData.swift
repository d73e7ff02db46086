internal import Foundation

/// Public data sets that are too large for the repository; tests that read them are skipped where
/// there are none.
package enum SharedData {
  /// The folder of the environment variable `WINNOW_SHARED`, or `../shared` beside the package.
  package static let folder: String =
    ProcessInfo.processInfo.environment["WINNOW_SHARED"]
    ?? URL(filePath: PackageFolder.path).deletingLastPathComponent().appending(path: "shared").path

  /// A file or folder of the data.
  package static func path(_ name: String) -> String { "\(folder)/data/\(name)" }

  /// A public corpus.
  package static func corpus(_ name: String) -> String { path("corpora/\(name)") }

  /// Whether a file or folder of the data is here.
  package static func has(_ name: String) -> Bool {
    FileManager.default.fileExists(atPath: path(name))
  }
}
