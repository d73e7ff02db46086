package import LabelingCore

/// What a bundle holds, as its file `bundle.json` says it.
package struct BundleManifest: Codable, Sendable {
  /// Tells these files from other JSON.
  package static let schema = "winnow.bundle"
  /// The highest version that is read; it is written for tasks of several classes a document, the
  /// first for others.
  package static let version = 2
  /// Name of the file.
  package static let fileName = "bundle.json"
  /// The environment variable that names the folder of the bundle that runs.
  package static let variable = "WINNOW_BUNDLE"

  /// ``schema``.
  package var schema = Self.schema
  /// 1, or ``version``.
  package var version: Int
  /// Version of Winnow.
  package var winnow: String
  /// Name of the task.
  package var task: String
  /// Path of the plugin within the bundle.
  package var plugin: String
  /// Path of the label model within the bundle, if there is one.
  package var model: String?
  /// How many of the classes a document has; `nil` for one.
  package var labels: LabelKind?
  /// The classes.
  package var classes: [String]
  /// The groups that they stand in; `nil` for none.
  package var groups: [LabelTree.Group]?
  /// Names of the functions.
  package var functions: [String]
  /// Machine that the executables are for.
  package var architecture: String
  /// SHA-256 of each file in hexadecimal digits, by path within the bundle.
  package var files: [String: String]
}
