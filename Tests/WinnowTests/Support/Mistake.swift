import Testing

/// A mistake of a beginner: files, a command line, and how it ends.
struct Mistake: CustomTestStringConvertible, Sendable {
  /// Name of the golden file that holds what is said.
  var name: String
  /// The command line.
  var arguments: [String]
  /// Files in the working folder.
  var files: [String: String] = [:]
  var exitCode: Int32 = 1
  /// Whether the tests' tasks can be found.
  var hasWorkspace = true

  var testDescription: String { name }
}
