internal import Foundation

/// Shared libraries that tests make of C.
package enum SharedLibrary {
  /// The compiler refused the source.
  package struct NotCompiled: Error {}

  /// The C compiler on this machine, if there is one.
  package static let compiler = ["cc", "clang", "gcc"].lazy.compactMap(Executable.path).first

  /// Compiles a plugin.
  ///
  /// - Parameters:
  ///   - source: C, which can include `winnow_plugin.h`.
  ///   - path: The library to write; the source stands beside it.
  /// - Returns: The library's path.
  /// - Throws: ``NotCompiled``, or that there is no compiler.
  @discardableResult
  package static func compile(_ source: String, to path: String) throws -> String {
    guard let compiler else { throw NotCompiled() }
    try source.write(toFile: "\(path).c", atomically: true, encoding: .utf8)
    let process = Process()
    process.executableURL = URL(filePath: compiler)
    process.arguments = [
      "-shared", "-fPIC", "-I", PackageFolder.path("Sources/PluginABI/include"), "\(path).c",
      "-o", path,
    ]
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw NotCompiled() }
    return path
  }
}
