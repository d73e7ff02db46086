internal import LabelingCore
internal import Platform

extension CorpusSource {
  /// Whether all files can be read a second time: no standard input, no pipe, no device.
  package var isReadableAgain: Bool {
    paths.allSatisfy { $0 != "-" && FileStamp(of: $0) != nil }
  }
}
