internal import CLinux
internal import Glibc

/// The process that runs this.
package enum CurrentProcess {
  /// Its number.
  package static var id: Int32 { getpid() }
  /// The number of the process that started it, or of the one that has taken its place.
  package static var parent: Int32 { getppid() }

  /// The path of its executable, without symbolic links; `nil` when the system does not say.
  package static var executable: String? { FileSystem.target(ofLink: "/proc/self/exe") }

  /// The file that a descriptor of this process is open on, as a path.
  package static func path(of file: FileDescriptor) -> String { "/proc/self/fd/\(file.number)" }

  /// The descriptor that a path stands for, such as `/dev/fd/3`; `nil` for all other paths.
  package static func descriptor(ofPath path: String) -> FileDescriptor? {
    switch path {
    case "/dev/stdin": return .standardInput
    case "/dev/stdout": return .standardOutput
    case "/dev/stderr": return .standardError
    default: break
    }
    for folder in ["/dev/fd/", "/proc/self/fd/"] where path.hasPrefix(folder) {
      return Int32(path.dropFirst(folder.count)).map { FileDescriptor(number: $0) }
    }
    return nil
  }

  /// Ends it; what was registered for the end is done.
  package static func exit(_ code: Int32) -> Never { Glibc.exit(code) }

  /// Ends it at once; safe to call from a signal handler.
  package static func exitAtOnce(_ code: Int32) -> Never { _exit(code) }

  /// Becomes another program; returns only when that cannot be started.
  ///
  /// - Parameter command: The executable's path and its arguments.
  /// - Returns: Why not.
  package static func become(_ command: [String]) -> SystemError {
    var pointers = command.map { strdup($0) } + [nil]
    defer { for pointer in pointers { free(pointer) } }
    execv(command[0], &pointers)
    return .last
  }

  /// Has the system end it when the process that started it ends.
  package static func endWithParent() { winnow_end_with_parent() }

  /// Has standard output written line by line also where it is a pipe.
  package static func writeByLines() { winnow_write_by_lines() }

  /// Closes all descriptors from 3 on but one.
  package static func closeAll(but kept: FileDescriptor) { winnow_close_all_but(kept.number) }

  /// How many descriptors it may have open.
  package static var descriptorLimit: Int {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return 1024 }
    return Int(clamping: limit.rlim_cur)
  }

  /// Raises ``descriptorLimit`` as far as the system lets it; returns what it is then.
  package static func raiseDescriptorLimit(to wanted: Int) -> Int {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return 1024 }
    if limit.rlim_cur < min(rlim_t(wanted), limit.rlim_max) {
      limit.rlim_cur = min(rlim_t(wanted), limit.rlim_max)
      setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    }
    return descriptorLimit
  }
}
