internal import Glibc

/// Standard input, output and error, which a caller may have closed.
enum StandardDescriptors {
  /// Keeps the numbers of closed ones from being given to the first files that are opened.
  ///
  /// Otherwise results would be written into such a file. What takes their place cannot be
  /// written, so that losing results is told.
  static func hold() {
    for descriptor in STDIN_FILENO...STDERR_FILENO where fcntl(descriptor, F_GETFD) < 0 {
      _ = open("/dev/null", descriptor == STDERR_FILENO ? O_WRONLY : O_RDONLY)
    }
  }
}
