internal import Platform

/// Standard input, output and error, which a caller may have closed.
enum StandardDescriptors {
  /// Keeps the numbers of closed ones from being given to the first files that are opened.
  ///
  /// Otherwise results would be written into such a file. What takes their place cannot be
  /// written, so that losing results is an error.
  static func hold() {
    let files = [FileDescriptor.standardInput, .standardOutput, .standardError]
    for file in files where !file.isOpen {
      let opened = try? FileDescriptor.open(
        "/dev/null",
        for: file == .standardError ? .writing : .reading
      )
      opened?.setInherited()
    }
  }
}
