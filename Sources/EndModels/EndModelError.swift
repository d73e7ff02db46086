/// Why an end model cannot be trained, read or used.
package enum EndModelError: Error, Hashable, Sendable {
  /// There is no document to learn from.
  case noDocuments
  /// Documents of only one class, or of none.
  case tooFewClasses(found: [String])
  /// A hyperparameter breaks a rule.
  case invalidHyperparameter(name: String, rule: String)
  /// A start has other columns or classes.
  case startDiffers
  /// No model has this name.
  case unknownModel(String)
  /// The file is not one of an end model.
  case notModelFile
  /// The file has a version that this program does not know.
  case unsupportedVersion(found: Int, supported: Int)
  /// The file is cut off or changed.
  case damaged(rule: String)
}
