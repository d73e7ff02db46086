internal import LabelingCore

/// Sizes and times of a corpus' files, to tell whether one changes under a run.
struct CorpusStamp: Equatable {
  private let files: [FileStamp?]

  /// Looks at files; standard input and what cannot be looked at say nothing.
  init(of paths: [String]) { files = paths.map { $0 == "-" ? nil : FileStamp(of: $0) } }

  /// The index of the first file that differs.
  func firstDifference(from other: CorpusStamp) -> Int? {
    files.indices.first { files[$0] != other.files[$0] }
  }
}
