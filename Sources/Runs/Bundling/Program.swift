internal import LabelingCore
internal import PluginHost

/// Runs a program of the system to its end.
enum Program {
  /// Runs a program that the search path finds.
  ///
  /// - Parameters:
  ///   - name: The program.
  ///   - arguments: Its arguments.
  ///   - settings: What is set in its environment besides.
  /// - Returns: Its exit code and what it printed, errors included.
  /// - Throws: A `Diagnostic` when there is no such program.
  static func run(
    _ name: String,
    _ arguments: [String],
    settings: [String] = []
  ) throws -> (status: Int32, output: String) {
    let ending = try Subprocess.run(["/usr/bin/env"] + settings + [name] + arguments)
    if ending.exitCode == 127 {
      throw Diagnostic("the program '\(name)' was not found", help: "install it")
    }
    return (ending.exitCode, ending.output)
  }
}
