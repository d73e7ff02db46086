internal import ByteIO
internal import LabelingCore

/// A piece of a file, and what a thread made of it.
struct Chunk {
  /// The piece; whoever has the chunk gives it back to ``ChunkBuffers``.
  var bytes: UnsafeMutableRawBufferPointer
  /// Number of bytes in the piece.
  var byteCount: Int
  /// Whether it ends where a record could end, or the file does.
  var endsRecord: Bool
  /// Bytes of the file that had been read when it was cut.
  var readByteCount: Int
  /// What ended the file behind it, if that is not its end.
  var failure: ByteError?
  /// Its documents, if it begins at a record and all of them are good.
  var parsed: ParsedChunk?

  /// The bytes of the piece.
  var contents: UnsafeMutableRawBufferPointer {
    UnsafeMutableRawBufferPointer(rebasing: bytes[..<byteCount])
  }
}

/// The documents of a chunk, counted as if the file began with it.
struct ParsedChunk {
  var batches: ArraySlice<ParsedBatch>
  /// Its fields, in order of first appearance.
  var fields: FieldTable
  /// Number of line ends.
  var lineCount: Int
  /// Number of records.
  var recordCount: Int
  /// Empty lines, of a file of one column.
  var emptyLines: EmptyLines
}

/// A batch of a chunk.
struct ParsedBatch {
  var documents: DocumentBatch
  /// Number of fields that the chunk had had at its end.
  var fieldCount: Int
}
