internal import Foundation
internal import LabelingCore
internal import Platform

/// The bundle that this process was started from.
package struct RunningBundle {
  private let folder: String
  private let manifest: BundleManifest

  /// Finds the bundle; `nil` for a process that was started from none.
  ///
  /// - Throws: A `Diagnostic` if its manifest cannot be read.
  package init?() throws {
    guard let folder = Environment.value(of: BundleManifest.variable) else { return nil }
    let path = "\(folder)/\(BundleManifest.fileName)"
    guard let data = FileManager.default.contents(atPath: path),
      let manifest = try? JSONDecoder().decode(BundleManifest.self, from: data),
      manifest.schema == BundleManifest.schema, manifest.version <= BundleManifest.version
    else {
      throw Diagnostic(
        at: SourceLocation(path),
        "not the manifest of a bundle that this version of winnow can read",
        help: "make the bundle again with 'winnow bundle TASK --output FILE.tar.gz'"
      )
    }
    (self.folder, self.manifest) = (folder, manifest)
  }

  /// The task's plugin, which is applied unless another task is named.
  package var pluginPath: String { "\(folder)/\(manifest.plugin)" }

  /// The label model, which labels unless another is named; `nil` for a bundle without one.
  package var modelPath: String? { manifest.model.map { "\(folder)/\($0)" } }
}
