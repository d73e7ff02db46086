package import ByteIO
package import LabelingCore
internal import Platform

/// Opens corpus files.
package enum Corpus {
  /// Opens a file for reading.
  ///
  /// - Parameters:
  ///   - path: The file; `-` is standard input.
  ///   - options: How to read it.
  ///   - fields: Fields known already, so that several files share indices.
  ///   - rejects: Where bad records go.
  ///   - chunks: How a large file of lines is read on several threads.
  ///   - abandonment: Ends reading from a pipe that is no longer waited for.
  ///   - witness: Sees what is read.
  /// - Returns: A reader that has read a CSV file's header and nothing else.
  /// - Throws: ``CorpusError`` if the file or its header cannot be read.
  package static func reader(
    path: String,
    options: CorpusOptions = CorpusOptions(),
    fields: FieldTable = FieldTable(),
    rejects: RejectLog,
    chunks: ReadingChunks = ReadingChunks(),
    abandonment: Abandonment = Abandonment(),
    witness: ReadingWitness? = nil
  ) throws(CorpusError) -> any CorpusReader {
    guard let format = options.format ?? CorpusFormat(path: path) else {
      do throws(ByteError) { try ByteError.refuseFolder(path, for: .open) } catch {
        throw .bytes(error)
      }
      throw .unknownFormat(path: path)
    }
    let input = try CorpusInput.open(
      path: path,
      format: format,
      encoding: options.encoding,
      abandonment: abandonment,
      witness: witness
    )
    return try reader(
      input,
      path: path,
      format,
      options: options,
      fields: fields,
      rejects: rejects,
      chunks: chunks.apply(toFileAt: path) ? chunks : nil
    )
  }

  /// Reads a source as a format; in chunks only where they are given.
  package static func reader(
    _ input: CorpusInput,
    path: String,
    _ format: CorpusFormat,
    options: CorpusOptions = CorpusOptions(),
    fields: FieldTable = FieldTable(),
    rejects: RejectLog,
    chunks: ReadingChunks? = nil
  ) throws(CorpusError) -> any CorpusReader {
    try format.format.reader(
      input,
      CorpusReaderRequest(
        path: path,
        format: format,
        options: options,
        fields: fields,
        rejects: rejects,
        chunks: chunks
      )
    )
  }
}
