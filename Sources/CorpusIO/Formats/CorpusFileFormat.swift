internal import ByteIO
internal import LabelingCore

/// A file format of corpora: what it is called, what it can do, and how it is read and written.
///
/// Each format is a type in a file of this folder and a line of ``CorpusFormat/registry``. Code
/// elsewhere asks what a format can do, not which one it is.
protocol CorpusFileFormat: Sendable {
  /// Name on the command line and in records of runs.
  var name: String { get }
  /// Suffixes of its files in lower case, without the dot; the first is shown.
  var suffixes: [String] { get }
  /// Whether the fields are known before the first record, and so must be when it is written.
  var hasHeader: Bool { get }
  /// The byte between fields, unless another is asked for; `nil` for a format that is not text
  /// with separators.
  var separator: UInt8? { get }
  /// Whether a record's bytes can be written to a file of the same format as they are.
  var copiesRecords: Bool { get }
  /// Whether a record's bytes in the file are kept with it, to be shown when it is bad.
  var keepsSourceText: Bool { get }
  /// Whether the order of a record's cells, with text between them, means something.
  var keepsElementOrder: Bool { get }
  /// Whether a carriage return alone ends a line.
  var bareCREndsLine: Bool { get }
  /// The record path that takes all records of a file; `nil` for a format that needs none.
  var anyRecordPath: String? { get }

  /// Opens a reader, which reads a header and nothing else.
  ///
  /// - Parameters:
  ///   - input: The file.
  ///   - request: How to read it.
  /// - Returns: A reader; in chunks only where they are asked for and the format allows them.
  /// - Throws: What the start of the file breaks.
  func reader(
    _ input: CorpusInput,
    _ request: CorpusReaderRequest
  ) throws(CorpusError) -> any CorpusReader

  /// Creates a writer.
  func writer(
    _ sink: any ByteSink,
    _ options: CorpusWriterOptions
  ) throws(CorpusError) -> any CorpusWriter
}

extension CorpusFileFormat {
  var hasHeader: Bool { false }
  var separator: UInt8? { nil }
  var copiesRecords: Bool { false }
  var keepsSourceText: Bool { true }
  var keepsElementOrder: Bool { false }
  var bareCREndsLine: Bool { true }
  var anyRecordPath: String? { nil }
}

/// How a file is read.
struct CorpusReaderRequest {
  /// The file's path, as the user gave it.
  var path: String
  /// Which format it is read as.
  var format: CorpusFormat
  /// How to read it, where its first bytes do not say it.
  var options: CorpusOptions
  /// Fields known already, so that several files share indices.
  var fields: FieldTable
  /// Where bad records go.
  var rejects: RejectLog
  /// How it is cut up for several threads; `nil` for one thread.
  var chunks: ReadingChunks?
}
