internal import Glibc

extension CorpusSource {
  /// Whether all files can be read a second time: no standard input, no pipe, no device.
  package var isReadableAgain: Bool {
    paths.allSatisfy { path in
      var status = stat()
      return path != "-" && stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    }
  }
}
