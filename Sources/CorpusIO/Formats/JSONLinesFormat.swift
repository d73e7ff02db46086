internal import ByteIO

/// One JSON object a line.
///
/// `.json` is taken for it too: a file that is one JSON array or one object over many lines is
/// known by its first record's error.
struct JSONLinesFormat: CorpusFileFormat {
  let name = "jsonl"
  let suffixes = ["jsonl", "ndjson", "json"]

  var copiesRecords: Bool { true }
  var bareCREndsLine: Bool { false }

  func reader(
    _ input: CorpusInput,
    _ request: CorpusReaderRequest
  ) throws(CorpusError) -> any CorpusReader {
    let (path, options) = (request.path, request.options)
    if let chunks = request.chunks {
      return JSONLReader.inChunks(
        input,
        path: path,
        options,
        request.fields,
        request.rejects,
        chunks
      )
    }
    return JSONLReader(input, path: path, options, request.fields, request.rejects)
  }

  func writer(
    _ sink: any ByteSink,
    _ options: CorpusWriterOptions
  ) throws(CorpusError) -> any CorpusWriter {
    JSONLWriter(sink)
  }
}
