internal import Foundation
internal import LabelingCore

/// Finds the shared libraries that a program needs, as the dynamic linker does.
struct SharedLibraries {
  /// Libraries of the C library's own package: they belong to the kernel and the linker of
  /// a machine, so each brings its own.
  private static let systemPrefixes = [
    "ld-linux", "libc.so", "libm.so", "libdl.so", "libpthread.so", "librt.so", "libutil.so",
    "libresolv.so", "linux-vdso", "libanl.so", "libBrokenLocale.so", "libmvec.so",
  ]

  /// Paths by name, the C library's left out.
  private(set) var paths: [String: String] = [:]

  /// Adds what a file needs, directly or not.
  ///
  /// - Parameters:
  ///   - file: An executable or a library.
  ///   - folder: Where the linker is to look first, if anywhere.
  /// - Throws: A `Diagnostic` when `ldd` cannot be run or a library is missing.
  mutating func add(neededBy file: String, lookingIn folder: String? = nil) throws {
    for line in try Self.list(file, lookingIn: folder).split(separator: "\n") {
      let parts = line.split(separator: "=>", maxSplits: 1).map {
        $0.trimmingCharacters(in: .whitespaces)
      }
      guard parts.count == 2 else { continue }
      let name = (parts[0] as NSString).lastPathComponent
      if Self.systemPrefixes.contains(where: name.hasPrefix) { continue }
      guard let path = parts[1].split(separator: " (").first, path.hasPrefix("/") else {
        throw Diagnostic(
          "the library '\(name)' that '\(file)' needs was not found",
          help: "install it, and check with: ldd \(file)"
        )
      }
      paths[name] = String(path)
    }
  }

  private static func list(_ file: String, lookingIn folder: String?) throws -> String {
    let settings = folder.map { ["LD_LIBRARY_PATH=\($0)"] } ?? []
    let (status, output) = try Program.run("ldd", [file], settings: settings)
    guard status == 0 else {
      throw Diagnostic(
        "'ldd' could not list the libraries of '\(file)'",
        help: output.trimmingCharacters(in: .whitespacesAndNewlines)
      )
    }
    return output
  }
}
