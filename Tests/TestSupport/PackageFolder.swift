internal import Foundation

/// The package under test, where its sources are.
package enum PackageFolder {
  /// The folder of `Package.swift`.
  package static let path = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path

  /// A file or folder of the package.
  package static func path(_ name: String) -> String { "\(path)/\(name)" }
}
