internal import Glibc

/// The machine that the process runs on.
package enum Hardware {
  /// The number of processors that are online.
  package static let processorCount = max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))

  /// The kind of its processors, such as `x86_64`.
  package static var architecture: String {
    var name = utsname()
    uname(&name)
    return withUnsafeBytes(of: name.machine) {
      String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
    }
  }
}
