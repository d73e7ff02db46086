internal import Glibc

/// The variables of the process's environment.
package enum Environment {
  /// The value of a variable; `nil` when it is not set.
  package static func value(of name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }

  /// The program that the search path finds; `nil` when there is none.
  package static func program(_ name: String) -> String? {
    let folders = value(of: "PATH")?.split(separator: ":") ?? []
    return folders.map { "\($0)/\(name)" }.first { FileSystem.permits(.execute, of: $0) }
  }
}
