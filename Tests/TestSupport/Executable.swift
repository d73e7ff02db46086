internal import Foundation

/// Programs that may or may not be installed.
package enum Executable {
  /// The path of a program in the folders of `PATH`, if it is there.
  package static func path(of program: String) -> String? {
    let folders = ProcessInfo.processInfo.environment["PATH"]?.split(separator: ":") ?? []
    return folders.map { "\($0)/\(program)" }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
  }
}
