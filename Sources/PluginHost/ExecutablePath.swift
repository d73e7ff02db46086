internal import Platform

/// Where executables stand.
package enum ExecutablePath {
  /// The running executable's folder, without symbolic links.
  package static var folder: String {
    let path = CurrentProcess.executable ?? ""
    return path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
  }

  /// The folders above ``folder``, nearest first.
  package static func foldersAbove(limit: Int) -> [String] {
    var folders: [String] = []
    var current = Substring(folder)
    while folders.count < limit, let slash = current.lastIndex(of: "/"), slash > current.startIndex
    {
      current = current[..<slash]
      folders.append(String(current))
    }
    return folders
  }

  /// The program that the search path finds, without symbolic links; `nil` when there is none.
  static func ofProgram(_ name: String) -> String? {
    Environment.program(name).flatMap(FileSystem.resolved)
  }
}
