internal import Glibc

/// Sizes and times of a corpus' files, to tell whether one changes under a run.
struct CorpusStamp: Equatable {
  private struct File: Equatable {
    var inode: UInt
    var byteCount: Int
    var seconds: Int
    var nanoseconds: Int
  }

  private let files: [File?]

  /// Looks at files; standard input and what cannot be looked at say nothing.
  init(of paths: [String]) {
    files = paths.map { path in
      var status = stat()
      guard path != "-", stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
        return nil
      }
      return File(
        inode: UInt(status.st_ino),
        byteCount: Int(status.st_size),
        seconds: Int(status.st_mtim.tv_sec),
        nanoseconds: Int(status.st_mtim.tv_nsec)
      )
    }
  }

  /// The index of the first file that differs.
  func firstDifference(from other: CorpusStamp) -> Int? {
    files.indices.first { files[$0] != other.files[$0] }
  }
}
