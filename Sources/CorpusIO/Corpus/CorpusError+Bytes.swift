internal import ByteIO

extension CorpusError {
  /// Runs what reads or writes bytes; what goes wrong there goes wrong with the corpus.
  static func wrapping<Result>(
    _ body: () throws(ByteError) -> Result
  ) throws(CorpusError) -> Result {
    do throws(ByteError) { return try body() } catch { throw .bytes(error) }
  }
}
