internal import Glibc

/// Opens what a corpus or a report is written to.
package enum CorpusOutput {
  /// Opens a path for writing.
  ///
  /// `-` is standard output. Files are written beside their target and renamed
  /// at the end; devices and pipes are written to directly. A path that ends in
  /// `.gz` is compressed.
  package static func open(path: String) throws(CorpusError) -> any ByteSink {
    let sink = try openPlain(path: path)
    return CorpusFormat.isCompressed(path: path) ? GzipSink(sink) : sink
  }

  /// Makes writing to a closed pipe an error instead of the process' end.
  package static func ignoreBrokenPipes() { signal(SIGPIPE, SIG_IGN) }

  private static func openPlain(path: String) throws(CorpusError) -> any ByteSink {
    if path == "-" { return DescriptorSink(STDOUT_FILENO, path: path) }
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG else {
      return try AtomicFile(path: path)
    }
    let descriptor = Glibc.open(path, O_WRONLY | O_CLOEXEC)
    if descriptor < 0 { throw .system(.create, path: path, errno: errno) }
    return DescriptorSink(descriptor, path: path)
  }
}
