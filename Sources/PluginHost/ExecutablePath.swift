internal import Glibc

/// Where the running executable stands.
package enum ExecutablePath {
  /// The executable's folder, without symbolic links.
  package static var folder: String {
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = readlink("/proc/self/exe", &buffer, buffer.count)
    let path = String(decoding: buffer.prefix(max(0, count)).map(UInt8.init), as: UTF8.self)
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
}
