internal import LabelingCore

/// The position of a reader of a line format in its file.
struct LinePlace: Hashable {
  /// 1-based line of the next byte.
  var line = 1
  /// Number of records so far, bad ones included.
  var number = 0
}

/// A reader whose files can be read in chunks.
protocol LineReader: CorpusReader {
  /// Its position.
  var place: LinePlace { get }
  /// Whether it has read a chunk to its end, and stopped there.
  var isAtChunkEnd: Bool { get }
  /// Whether there is something to say of what was read that names its place.
  var hasNotices: Bool { get }
  /// Empty lines that a file of one column has so far.
  var emptyLines: EmptyLines { get }
}

/// Makes readers of one file's format, for any part of the file.
typealias LineReaderFactory =
  (
    _ window: consuming InputWindow, _ feed: ChunkFeed?, _ place: LinePlace, _ fields: FieldTable,
    _ rejects: RejectLog
  ) -> any LineReader
