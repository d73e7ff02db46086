internal import CorpusIO

/// Writes whole files through ``CorpusOutput``, so that they are there in full or not at all.
package enum OutputFile {
  /// Writes bytes to a path; `-` is standard output.
  package static func write(_ bytes: [UInt8], to path: String) throws {
    try write(bytes, to: CorpusOutput.open(path: path))
  }

  /// Writes bytes to what was opened before.
  static func write(_ bytes: [UInt8], to sink: any ByteSink) throws {
    do {
      try bytes.withUnsafeBytes { try sink.write($0) }
      try sink.finish()
    } catch {
      sink.discard()
      throw error
    }
  }
}
